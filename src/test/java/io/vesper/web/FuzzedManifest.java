package io.vesper.web;

import java.util.List;
import java.util.Random;

/** Lines of an archive's manifest.csv, most of them wrong. */
final class FuzzedManifest {
    private static final List<String> STRANGE = List.of(
            "\"a.png,p,1,visible,",
            ",,,,",
            ",".repeat(10_000),
            "=cmd|' /C calc'!A0,p,1,visible,",
            "file,cameraId,modality",
            "\uFEFFfile,cameraId,modality",
            "file,file,cameraId,modality",
            "a.png,p,1,visible,\ra.png,p,1,visible,");

    private final Random random;
    private final FuzzedValues values;

    FuzzedManifest(Random random, FuzzedValues values) {
        this.random = random;
        this.values = values;
    }

    String line() {
        String line = switch (random.nextInt(4)) {
            case 0 ->
                "a.png,%s,%s,%s,".formatted(values.next("personId"), values.next("cameraId"), values.next("modality"));
            case 1 -> "a.png,p,1,visible," + values.next("capturedAt");
            case 2 -> values.next("file") + ",p,1,visible,";
            default -> STRANGE.get(random.nextInt(STRANGE.size()));
        };
        return random.nextInt(5) > 0 ? line : line.substring(0, random.nextInt(line.length() + 1));
    }
}
