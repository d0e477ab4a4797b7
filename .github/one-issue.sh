#!/usr/bin/env bash
# one-issue.sh TITLE FILE: one open issue of that title says what FILE says; it is opened, rewritten or, when FILE is empty, closed.
set -euo pipefail
title=$1 file=$2
number=$(gh issue list --state open --search "in:title \"$title\"" --json number,title --jq "map(select(.title == \"$title\"))[0].number // empty")
if [ ! -s "$file" ]; then
  if [ -n "$number" ]; then gh issue close "$number" --comment "Nothing is left of it."; fi
  exit 0
fi
body=$(mktemp)
head -c 60000 "$file" > "$body" # the forge takes 65,536 characters
if [ -n "$number" ]; then
  gh issue edit "$number" --body-file "$body"
else
  gh issue create --title "$title" --body-file "$body"
fi
