#!/usr/bin/env bash
# quiet.sh: a section for whoever watches, once the repository has been quiet for 40 days. The forge stops the schedules of a
# public repository after 60 days without a commit, and then nobody is told of anything; a page still ages by its reader's clock.
set -euo pipefail
days=$((($(date +%s) - $(git log -1 --format=%ct)) / 86400))
if [ "$days" -ge 40 ]; then
  printf '\n## Schedules\n\n'
  printf -- '- The last change is %s days old. After 60 quiet days the forge stops this watch without a word:' "$days"
  printf ' commit something, or enable the workflow "Watch" again on its page.\n'
fi
