package io.vesper.check;

import io.vesper.dataset.DatasetLayout;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/** A folder of own pictures, each another: people a and b to train on, c to validate with, d to test on. */
record OwnPictures(Path set) {
    /** Writes the set. */
    static OwnPictures in(Path folder) throws IOException {
        Path set = folder.resolve("site");
        StringBuilder manifest = new StringBuilder("file,part\n");
        int colour = 1;
        for (String row : List.of("a train", "b train", "c validation", "d test")) {
            for (String modality : List.of("visible", "infrared")) {
                String file = modality + "/" + row.charAt(0) + "/1.png";
                picture(set.resolve(file), colour++);
                manifest.append(file).append(',').append(row.substring(2)).append('\n');
            }
        }
        picture(set.resolve("visible/a/2.bmp"), colour);
        Files.writeString(set.resolve("manifest.csv"), manifest.append("visible/a/2.bmp,train\n"));
        return new OwnPictures(set);
    }

    static void picture(Path file, int colour) throws IOException {
        Files.createDirectories(file.getParent());
        BufferedImage image = new BufferedImage(8, 16, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, colour);
        String name = file.getFileName().toString();
        ImageIO.write(image, name.substring(name.indexOf('.') + 1), file.toFile());
    }

    Path file(String name) {
        return set.resolve(name);
    }

    DatasetCheckReport check() {
        return DatasetCheck.run(DatasetLayout.FOLDER.reader(null), set, CheckProgress.SILENT);
    }

    void remove(String file) throws IOException {
        Files.delete(set.resolve(file));
        Path manifest = set.resolve("manifest.csv");
        Files.write(
                manifest,
                Files.readAllLines(manifest).stream()
                        .filter(row -> !row.startsWith(file))
                        .toList());
    }

    void add(String file, String part) throws IOException {
        Path manifest = set.resolve("manifest.csv");
        Files.writeString(manifest, Files.readString(manifest) + file + "," + part + "\n");
    }
}
