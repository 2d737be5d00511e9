package io.vesper.dataset;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Makes small sets in the layouts of RegDB, LLCM and own pictures, of files that begin as a picture does. */
public final class TinySets {
    static final byte[] BMP_START = {'B', 'M'};
    static final byte[] PNG_START = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private TinySets() {}

    /** The small set of a layout; of RegDB the first split. */
    static Path of(DatasetLayout layout, Path folder) {
        return switch (layout) {
            case FOLDER -> ownPictures(folder);
            case SYSU_MM01 -> TinySysu.in(folder);
            case REGDB -> regDb(folder, 1);
            case LLCM -> llcm(folder);
        };
    }

    /** Persons 7 and 12 to train on, person 3 to test, each with two pictures of each modality; the index of one split. */
    public static Path regDb(Path folder, int split) {
        index(folder, "train_%s_" + split + ".txt", Map.of("7", 1, "12", 0));
        index(folder, "test_%s_" + split + ".txt", Map.of("3", 0));
        return folder;
    }

    private static void index(Path folder, String file, Map<String, Integer> persons) {
        for (String spectrum : List.of("Visible", "Thermal")) {
            StringBuilder lines = new StringBuilder();
            persons.forEach((person, label) -> Stream.of("1", "2").forEach(frame -> {
                String picture = "%s/%s/male_back_%s.bmp".formatted(spectrum, person, frame);
                TinySysu.write(folder.resolve(picture), BMP_START);
                lines.append(picture).append(' ').append(label).append("\r\n");
            }));
            write(folder.resolve("idx").resolve(file.formatted(spectrum.toLowerCase(Locale.ROOT))), lines);
        }
    }

    /** Person 0250 to train on; person 0891 to test, by camera 5 in both modalities and by camera 6 in infrared. */
    public static Path llcm(Path folder) {
        llcmIndex(folder, "train_vis", "vis/0250/0250_c03_s200519_f1_vis.jpg");
        llcmIndex(folder, "train_nir", "nir/0250/0250_c06_s200520_f2_nir.jpg");
        TinySysu.write(folder.resolve("vis/0250/0250_c03_s200519_f1_vis.jpg"), TinySysu.JPEG_START);
        TinySysu.write(folder.resolve("nir/0250/0250_c06_s200520_f2_nir.jpg"), TinySysu.JPEG_START);
        llcmIndex(folder, "test_vis", "vis/0891/0891_c05_s181957_f3_vis.jpg", "vis/0891/0891_c05_s181957_f4_vis.jpg");
        llcmIndex(folder, "test_nir", "nir/0891/0891_c05_s181957_f5_nir.jpg", "nir/0891/0891_c06_s181957_f6_nir.jpg");
        for (String picture : List.of(
                "test_vis/cam5/0891/a.jpg",
                "test_vis/cam5/0891/b.jpg",
                "test_nir/cam5/0891/c.jpg",
                "test_nir/cam6/0891/d.jpg")) {
            TinySysu.write(folder.resolve(picture), TinySysu.JPEG_START);
        }
        return folder;
    }

    static void llcmIndex(Path folder, String name, String... pictures) {
        StringBuilder lines = new StringBuilder();
        Stream.of(pictures).forEach(picture -> lines.append(picture).append(" 0\n"));
        write(folder.resolve("idx").resolve(name + ".txt"), lines);
    }

    /** Ten persons {@code p0} to {@code p9}, each with a JPEG by day and a PNG by night. */
    public static Path ownPictures(Path folder) {
        for (int i = 0; i < 10; i++) {
            TinySysu.write(folder.resolve("visible/p" + i + "/day.jpg"), TinySysu.JPEG_START);
            TinySysu.write(folder.resolve("infrared/p" + i + "/2026/night.PNG"), PNG_START);
        }
        return folder;
    }

    static void write(Path file, CharSequence text) {
        TinySysu.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
