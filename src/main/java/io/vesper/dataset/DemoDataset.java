package io.vesper.dataset;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The set that comes with Vesper: 902 computer-rendered pictures of 50 people who do not exist, in SYSU-MM01's layout, CC0.
 * Its {@code README.md} tells how it was made.
 */
public final class DemoDataset {
    private static final String ROOT = "/datasets/demo/";
    private static final String MANIFEST = "manifest.csv";
    private static final List<String> BESIDE_THE_PICTURES =
            List.of(MANIFEST, "README.md", "exp/train_id.txt", "exp/val_id.txt", "exp/test_id.txt");

    private DemoDataset() {}

    /**
     * Writes the set into a folder, all or nothing: it is written beside the folder and moved there when complete. A folder
     * that already holds it is left as it is, also when another process puts it there meanwhile.
     *
     * @param folder where the set shall be; its parents are made
     * @return the folder, for {@link SysuMm01#read}
     * @throws IllegalArgumentException if the folder exists and lacks a file of the set
     * @throws UncheckedIOException if it cannot be written
     */
    public static Path unpack(Path folder) {
        try {
            List<String> files = files();
            if (!Files.exists(folder)) {
                writeAtOnce(files, folder.toAbsolutePath().normalize());
            }
            return requireComplete(folder, files);
        } catch (IOException e) {
            throw new UncheckedIOException("The demo dataset cannot be written to (%s).".formatted(folder), e);
        }
    }

    private static void writeAtOnce(List<String> files, Path folder) throws IOException {
        Files.createDirectories(folder.resolveSibling(""));
        Path unfinished = Files.createTempDirectory(folder.resolveSibling(""), ".unpacking-");
        try {
            for (String file : files) {
                write(file, unfinished.resolve(file));
            }
            moveUnlessThere(unfinished, folder);
        } finally {
            delete(unfinished);
        }
    }

    private static void moveUnlessThere(Path unfinished, Path folder) throws IOException {
        try {
            Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            // Another process was faster; whether its folder is complete is checked by the caller.
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    private static void write(String file, Path target) throws IOException {
        Files.createDirectories(target.resolveSibling(""));
        try (InputStream in = open(file)) {
            Files.copy(in, target);
        }
    }

    private static Path requireComplete(Path folder, List<String> files) {
        for (String file : files) {
            if (!Files.isRegularFile(folder.resolve(file))) {
                throw new IllegalArgumentException(
                        "The folder (%s) exists but lacks the demo dataset's file (%s). Maybe something else is there, or files were deleted; move the folder away and the set is written anew."
                                .formatted(folder, file));
            }
        }
        return folder;
    }

    /** All files of the set, relative to its folder: a jar's folders cannot be listed, so the manifest names them. */
    private static List<String> files() throws IOException {
        try (BufferedReader manifest =
                new BufferedReader(new InputStreamReader(open(MANIFEST), StandardCharsets.UTF_8))) {
            Stream<String> pictures = manifest.lines().skip(1).map(row -> row.substring(0, row.indexOf(',')));
            return Stream.concat(BESIDE_THE_PICTURES.stream(), pictures).toList();
        }
    }

    private static InputStream open(String file) throws IOException {
        InputStream in = DemoDataset.class.getResourceAsStream(ROOT + file);
        if (in == null) {
            throw new FileNotFoundException(
                    "The class path lacks (%s%s). Maybe the jar is damaged.".formatted(ROOT, file));
        }
        return in;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
