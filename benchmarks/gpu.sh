#!/usr/bin/env bash
# Does on a machine with a graphics card all that is to be known about it: says what is there, compares the golden numbers and every method with
# the processor's, times an iteration on the left atrium, trains for a while and packs what came out. See docs/gpu.md.
set -uo pipefail

usage() {
    cat <<'TEXT'
usage: gpu.sh [options]              run it all; the exit code is not 0 if anything failed
       gpu.sh --publish DIR          only put the programs into DIR, without libtorch, for a machine that has no .NET

  --programs DIR   programs made by --publish; without it they are built here, which takes the .NET SDK
  --data DIR       the left atrium data (docs/data.md); without it phantoms are trained on
  --out DIR        where everything goes; $OUT if set, else ./gpu-out
  --run DIR        the folder of the training run, which is gone on with if it is there; OUT's neighbour gpu-run if not stated
  --minutes N      how long to train (10)
  --device NAME    cuda (default), cuda:1 or cpu; the goldens are compared on the first card in any case
  --checkpoint     pack the whole checkpoint, to go on elsewhere, rather than the weights alone
  --quick          the smallest sizes, to try the script itself

libtorch: SSNET_LIBTORCH, else that of the PyTorch which python3 finds, else the one that the programs come with.
goldens:  SSNET_GOLDENS, else ../shared/goldens beside the repository; without them these tests are skipped.
TEXT
}

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd) || exit 1
programs='' data='' publish='' run=''
out=${OUT:-gpu-out} minutes=10 device=cuda checkpoint=no quick=no
while [ $# -gt 0 ]; do
    case $1 in
        --checkpoint) checkpoint=yes; shift; continue ;;
        --quick) quick=yes; shift; continue ;;
        -h | --help) usage; exit 0 ;;
    esac
    if [ $# -lt 2 ]; then usage >&2; exit 2; fi
    case $1 in
        --programs) programs=$2 ;;
        --data) data=$2 ;;
        --out) out=$2 ;;
        --run) run=$2 ;;
        --minutes) minutes=$2 ;;
        --device) device=$2 ;;
        --publish) publish=$2 ;;
        *) usage >&2; exit 2 ;;
    esac
    shift 2
done

projects=(src/SsNet.Cli benchmarks/SsNet.Benchmarks tests/SsNet.Tests)
if [ -n "$publish" ]; then
    for project in "${projects[@]}"; do
        dotnet publish -c Release -r linux-x64 --self-contained -p:LibTorch=none "$repository/$project" -o "$publish" || exit 1
    done
    exit 0
fi

mkdir -p "$out" || exit 1
out=$(cd "$out" && pwd)
run=${run:-$(dirname "$out")/gpu-run}
log=$out/gpu.log
failures=0

say() { printf '\n=== %s\n' "$*" | tee -a "$log"; }

# Runs a command under a heading; what it says goes to the log too.
step() {
    say "$1"
    shift
    "$@" 2>&1 | tee -a "$log"
    local code=${PIPESTATUS[0]}
    if [ "$code" -ne 0 ]; then
        failures=$((failures + 1))
        echo "failed with exit code $code" | tee -a "$log"
    fi
    return "$code"
}

if [ -z "$programs" ]; then
    for project in "${projects[@]}"; do
        step "build $project" dotnet build -c Release "$repository/$project" || exit 1
    done
    artifacts=$repository/artifacts/bin
    ssnet=$artifacts/SsNet.Cli/release/ssnet measure=$artifacts/SsNet.Benchmarks/release/SsNet.Benchmarks tests=$artifacts/SsNet.Tests/release/SsNet.Tests
else
    programs=$(cd "$programs" && pwd) || exit 1
    ssnet=$programs/ssnet measure=$programs/SsNet.Benchmarks tests=$programs/SsNet.Tests
    # Copies through archives may lose it.
    chmod +x "$ssnet" "$measure" "$tests" || exit 1
fi

if [ -z "${SSNET_LIBTORCH:-}" ] && found=$(python3 -c 'import importlib.util as u; print(u.find_spec("torch").submodule_search_locations[0])' 2> /dev/null); then
    # Where the program has its own libtorch, a PyTorch of Python must be worth it.
    if [ "$device" != cpu ]; then export SSNET_LIBTORCH=$found; fi
fi
if [ -z "${SSNET_GOLDENS:-}" ] && [ -d "$repository/../shared/goldens" ]; then SSNET_GOLDENS=$(cd "$repository/../shared/goldens" && pwd); fi
export SSNET_GOLDENS

say "libtorch: ${SSNET_LIBTORCH:-the programs own}; goldens: ${SSNET_GOLDENS:-none}; device: $device"
step "machine" bash -c 'uname -a; nvidia-smi 2> /dev/null || echo "no nvidia-smi"; true'
step "ssnet info" "$ssnet" info || exit 1
if [ "$device" != cpu ] && ! "$ssnet" info | grep -q '^devices .*cuda'; then
    say "libtorch sees no graphics card: see the lines of ssnet info above, and docs/gpu.md"
    exit 1
fi

export SSNET_TEST_DEVICE=${device%%:*}
if [ "$quick" = yes ]; then
    step "goldens: losses" "$tests" -class SsNet.Tests.Losses.DiceLossGoldenTests
else
    step "goldens" "$tests" -trait Category=Golden
fi
step "methods on the card, beside the processor" "$tests" -namespace SsNet.Tests.Devices -namespace SsNet.Tests.Randomness

size=(--iterations 10)
if [ "$quick" = yes ]; then size=(--patch 48 32 16 --width 2 --iterations 1); fi
step "an iteration on the left atrium, float32" "$measure" step3d --device "$device" "${size[@]}"
step "an iteration on the left atrium, TF32" "$measure" step3d --device "$device" "${size[@]}" --implementation ours --tf32
step "an iteration on the left atrium, bfloat16" "$measure" step3d --device "$device" "${size[@]}" --implementation ours --precision bfloat16
step "an iteration on the left atrium, bfloat16, channels last" "$measure" step3d --device "$device" "${size[@]}" --implementation ours --precision bfloat16 --memory-layout channels-last
size=(--iterations 10)
if [ "$quick" = yes ]; then size=(--patch 32 32 --batch 4 --width 2 --iterations 1); fi
step "an iteration on ACDC, float32" "$measure" step2d --device "$device" "${size[@]}" --implementation ours
step "an iteration on ACDC, bfloat16" "$measure" step2d --device "$device" "${size[@]}" --implementation ours --precision bfloat16

# Phantoms of about the scans' size stand in where there are no data.
if [ "$quick" = yes ]; then
    settings=(--layout phantom --phantom-size '32,32,32' --patch '32,32,16' --stride '16,16,8' --base-width 2 --checkpoint-every 5)
elif [ -n "$data" ]; then
    settings=(--data "$data")
else
    settings=(--layout phantom --phantom-size '144,144,96')
fi
if [ -f "$run/recipe.toml" ]; then
    train=("$ssnet" train --resume "$run" --device "$device")
    if [ -n "$data" ] && [ "$quick" = no ]; then train+=(--data "$data"); fi
else
    train=("$ssnet" train --recipe la-4 "${settings[@]}" --device "$device" --out "$run")
fi

# The program saves when it is told to stop, and then ends with 130.
stopped=130
say "training for $minutes minutes: ${train[*]}"
timeout --preserve-status --signal=TERM --kill-after=120 "${minutes}m" "${train[@]}" 2>&1 | tee -a "$log" | tail -n 5
code=${PIPESTATUS[0]}
if [ "$code" -ne 0 ] && [ "$code" -ne "$stopped" ]; then
    failures=$((failures + 1))
    say "the training failed with exit code $code"
fi

if [ -f "$run/checkpoints/last.safetensors" ]; then
    step "evaluation on the test cases" "$ssnet" evaluate --run "$run" --split test --device "$device" ${data:+--data "$data"}
    say "packing"
    rm -f "$out"/run.tar.gz "$out"/weights.*
    tar -C "$(dirname "$run")" --exclude=checkpoints --exclude=weights.safetensors --exclude=predictions -czf "$out/run.tar.gz" "$(basename "$run")" || failures=$((failures + 1))
    weights=$run/checkpoints/last.safetensors
    if [ "$checkpoint" = no ] && command -v python3 > /dev/null; then
        # The network alone: the velocities of the optimiser are as much again.
        weights=$run/checkpoints/network.safetensors
        python3 - "$run/checkpoints/last.safetensors" "$weights" <<'PYTHON' || failures=$((failures + 1))
import json, sys
with open(sys.argv[1], "rb") as file:
    length = int.from_bytes(file.read(8), "little")
    header = json.loads(file.read(length))
    start, kept, parts, end = 8 + length, {}, [], 0
    notes = header.pop("__metadata__", {})
    # As in the whole file, larger numbers come first, so that all lie at multiples of their size.
    for name, entry in sorted(header.items(), key=lambda item: item[1]["data_offsets"]):
        if not name.startswith("network."):
            continue
        begin, stop = entry["data_offsets"]
        file.seek(start + begin)
        parts.append(file.read(stop - begin))
        kept[name.removeprefix("network.")] = {**entry, "data_offsets": [end, end := end + stop - begin]}
    text = json.dumps({"__metadata__": {name: text for name, text in notes.items() if name in ("ssnet", "recipe", "preparation")}, **kept}).encode()
    text += b" " * (-len(text) % 8)
with open(sys.argv[2], "wb") as file:
    file.write(len(text).to_bytes(8, "little") + text + b"".join(parts))
PYTHON
    fi
    # Put together again: cat weights.*.part > weights.safetensors
    split --bytes=15M --numeric-suffixes --additional-suffix=.part "$weights" "$out/weights." || failures=$((failures + 1))
fi

say "$failures failed; what came out is in $out"
du -ab "$out" | tee -a "$log"
[ "$failures" -eq 0 ]
