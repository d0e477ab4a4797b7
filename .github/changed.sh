#!/usr/bin/env bash
# The content files that differ from the commit $1, each ended by a zero byte: what `python -m macros.check` takes as paths.
set -euo pipefail
git diff --name-only -z --diff-filter=d "$1" HEAD -- \
  ':(glob)quizzes/*/*.yml' ':(glob)docs/data/*.yml' ':(glob)docs/data/demand/*.csv'
