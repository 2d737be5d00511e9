package io.vesper.onnx;

import ai.onnxruntime.OrtEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;

/**
 * The runtime's native library, unpacked once. The runtime itself unpacks it in every process, and a process that is killed leaves it
 * behind.
 */
public final class OnnxLibrary {
    private static final String PATH = "onnxruntime.native.path";
    private static final List<String> LIBRARIES = List.of("onnxruntime", "onnxruntime4j_jni");

    private OnnxLibrary() {}

    /**
     * Unpacks it under a folder unless it is there, and has the runtime load it from there. Does nothing after the first time, if
     * the system property {@code onnxruntime.native.path} says where it is, or where there is none for this system; nor if the folder
     * cannot be written, as the runtime then unpacks it elsewhere.
     */
    public static synchronized void unpack(Path cacheDir) {
        if (System.getProperty(PATH) != null) {
            return;
        }
        String version = OrtEnvironment.class.getPackage().getImplementationVersion();
        Path folder = cacheDir.resolve("onnxruntime").resolve(version + "-" + platform());
        try {
            if (Files.isDirectory(folder) || unpackTo(folder)) {
                System.setProperty(PATH, folder.toAbsolutePath().toString());
            }
        } catch (IOException e) {
            // As if there were no folder.
        }
    }

    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x64";
        String name = system.startsWith("mac") ? "osx" : system.startsWith("windows") ? "win" : "linux";
        return name + "-" + processor;
    }

    /** Whole or not at all: it is moved there. */
    private static boolean unpackTo(Path folder) throws IOException {
        Files.createDirectories(folder.resolveSibling(""));
        Path temporary = Files.createTempDirectory(folder.resolveSibling(""), ".unpacking-");
        try {
            for (String library : LIBRARIES) {
                String name = System.mapLibraryName(library);
                String resource = "/ai/onnxruntime/native/%s/%s".formatted(platform(), name);
                try (InputStream in = OrtEnvironment.class.getResourceAsStream(resource)) {
                    if (in == null) {
                        return false;
                    }
                    Files.copy(in, temporary.resolve(name));
                }
            }
            Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
            return true;
        } catch (IOException e) {
            // Another process may have been faster.
            if (Files.isDirectory(folder)) {
                return true;
            }
            throw e;
        } finally {
            for (String library : LIBRARIES) {
                Files.deleteIfExists(temporary.resolve(System.mapLibraryName(library)));
            }
            Files.deleteIfExists(temporary);
        }
    }
}
