#!/bin/sh
# build-oltp.sh [FILE]: compiles oltp.c into FILE, by default the resource that is checked in.
set -eu
cd "$(dirname "$0")"
exec gcc -Os -std=c17 -Wall -Wextra -Werror -ffreestanding -fno-stack-protector -fno-asynchronous-unwind-tables -fno-pie \
  -mgeneral-regs-only -fno-tree-loop-distribute-patterns "-DSOURCE=\"$(sha256sum <oltp.c | cut -c1-64)\"" \
  -nostdlib -static -no-pie -s -Wl,--build-id=none -Wl,-z,noseparate-code \
  -o "${1:-../resources/io/novacron/bench/guest/oltp.bin}" oltp.c
