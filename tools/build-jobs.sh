#!/usr/bin/env bash
# Prints how many compilers may run at once: every core, but no more than one per 2 GiB of free memory.
set -euo pipefail

per_job_kib=$((2 * 1024 * 1024))
free_kib=$(awk '/^MemAvailable:/ { print $2 }' /proc/meminfo)
limit=$(cat /sys/fs/cgroup/memory.max 2>/dev/null || echo max)  # a container's own limit, in bytes
if [[ "$limit" =~ ^[0-9]+$ ]] && ((limit / 1024 < free_kib)); then free_kib=$((limit / 1024)); fi

jobs=$((free_kib / per_job_kib))
cores=$(nproc)
if ((jobs > cores)); then jobs=$cores; fi
if ((jobs < 1)); then jobs=1; fi
echo "$jobs"
