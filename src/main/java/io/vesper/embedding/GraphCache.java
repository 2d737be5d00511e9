package io.vesper.embedding;

import io.vesper.onnx.OnnxFile;
import io.vesper.onnx.OnnxSignature;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The ONNX files of published models, each written once: beside the model, or where that folder cannot be written, in another.
 *
 * <p>A file's name holds the hash of what it was made of, so that one of other weights or of an older writer is never found, and of its
 * own bytes, so that a damaged one is not used. Another is written in its place.
 */
final class GraphCache {
    /** To be raised when the same model would give another file. */
    private static final int VERSION = 1;

    private static final int NAME_DIGITS = 16;

    private final Path otherwise;

    /** @param otherwise folder for models whose own cannot be written; made when needed */
    GraphCache(Path otherwise) {
        this.otherwise = otherwise;
    }

    /**
     * A model's file.
     *
     * @throws IOException if there is none, and neither folder can be written
     * @throws IllegalArgumentException if the weights are not the signature's
     */
    Path file(PublishedModel model, OnnxSignature signature) throws IOException {
        String source = "%d %s %s".formatted(VERSION, model.manifest().sha256(), signature);
        Name name = new Name(signature.kind().label(), Sha256.of(source).substring(0, NAME_DIGITS));
        for (Path folder : List.of(model.folder(), otherwise)) {
            Path file = find(folder, name);
            if (file != null) {
                return file;
            }
        }
        try {
            return write(model.folder(), name, model, signature);
        } catch (IOException e) {
            Files.createDirectories(otherwise);
            return write(otherwise, name, model, signature);
        }
    }

    private static @Nullable Path find(Path folder, Name name) throws IOException {
        if (!Files.isDirectory(folder)) {
            return null;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, name.pattern())) {
            for (Path file : files) {
                if (Files.isRegularFile(file) && file.getFileName().toString().equals(name.of(file))) {
                    return file;
                }
            }
        }
        return null;
    }

    private static Path write(Path folder, Name name, PublishedModel model, OnnxSignature signature)
            throws IOException {
        Path temporary = folder.resolve("." + name.kind + "-" + UUID.randomUUID() + ".tmp");
        try {
            OnnxFile.write(temporary, model.tensors(), signature);
            Path file = folder.resolve(name.of(temporary));
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            deleteDamaged(file, name);
            return file;
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static void deleteDamaged(Path file, Name name) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(file.resolveSibling(""), name.pattern())) {
            for (Path other : files) {
                if (!other.equals(file)) {
                    Files.deleteIfExists(other);
                }
            }
        }
    }

    /**
     * @param kind of embedding, for people
     * @param source hash of what the file is made of
     */
    private record Name(String kind, String source) {
        String pattern() {
            return "%s.%s.*.onnx".formatted(kind, source);
        }

        String of(Path content) {
            return "%s.%s.%s.onnx".formatted(kind, source, Sha256.of(content).substring(0, NAME_DIGITS));
        }
    }
}
