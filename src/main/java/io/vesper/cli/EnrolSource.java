package io.vesper.cli;

import io.vesper.bulk.ArchiveCheck;
import io.vesper.client.EnrolmentJob;
import io.vesper.client.PackedFolder;
import io.vesper.client.Upload;
import io.vesper.client.VesperServer;
import io.vesper.http.FieldProblem;
import io.vesper.http.InvalidRequestException;
import io.vesper.index.GalleryName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Where the pictures come from that are to be enrolled: from here, or from a dataset that the server has. */
final class EnrolSource {
    private static final String MANIFEST = "manifest.csv";

    @Parameters(
            paramLabel = "FOLDER_OR_ZIP",
            arity = "1",
            description =
                    "Pictures with a manifest.csv at the top: a line of the column names file, personId, cameraId, modality, capturedAt,"
                            + " then a line for each picture; personId and capturedAt may be empty or left out")
    @Nullable
    Path pictures;

    @ArgGroup(exclusive = false)
    @Nullable
    OnServer onServer;

    /** A dataset that is on the server. */
    static final class OnServer {
        @Option(
                names = "--dataset",
                required = true,
                description =
                        "Instead: a dataset on the server; demo, or how its folder is laid out: sysu-mm01, regdb, llcm, folder")
        String type = "";

        @Option(names = "--path", description = "The dataset's folder, under the server's datasets folder")
        @Nullable
        String path;

        @Option(
                names = "--split",
                description =
                        "Which of its pictures: gallery (the visible ones to test on), query (the infrared ones), train, validation or test. Default: gallery")
        @Nullable
        String split;

        @Option(names = "--split-number", description = "Which split of regdb, 1 to 10. Default: 1")
        @Nullable
        Integer number;

        private Map<String, Object> body(GalleryName gallery) {
            Map<String, Object> dataset = new LinkedHashMap<>();
            put(dataset, "type", type);
            put(dataset, "path", path);
            put(dataset, "split", number);
            Map<String, Object> body = new LinkedHashMap<>();
            put(body, "dataset", dataset);
            put(body, "split", split);
            put(body, "gallery", gallery.value());
            return body;
        }

        private static void put(Map<String, Object> values, String name, @Nullable Object value) {
            if (value != null) {
                values.put(name, value);
            }
        }
    }

    /**
     * Submits a job that enrols them; those from here are looked over before they are sent.
     *
     * @return the server's answer
     * @throws CommandFailedException naming what is wrong with them
     */
    JsonNode submit(VesperServer server, GalleryName gallery, Console console) {
        if (onServer != null) {
            return server.post(EnrolmentJob.PATH, Upload.json(onServer.body(gallery)));
        }
        Path given = pictures == null ? Path.of("") : pictures;
        if (!Files.isDirectory(given)) {
            return send(given, server, gallery, console);
        }
        if (!Files.isRegularFile(given.resolve(MANIFEST))) {
            throw new CommandFailedException(
                    "There is no %s in the folder (%s), which says who is in its pictures.".formatted(MANIFEST, given));
        }
        try (PackedFolder packed = PackedFolder.of(given)) {
            return send(packed.file(), server, gallery, console);
        }
    }

    private JsonNode send(Path zip, VesperServer server, GalleryName gallery, Console console) {
        console.printBeside("Sends %d pictures.".formatted(checked(zip, gallery)));
        return server.post(EnrolmentJob.PATH, Upload.archive(zip, gallery.value()));
    }

    private int checked(Path zip, GalleryName gallery) {
        if (!Files.isRegularFile(zip)) {
            throw new CommandFailedException("There is no folder and no file (%s).".formatted(zip));
        }
        try {
            return ArchiveCheck.pictures(zip, gallery);
        } catch (InvalidRequestException e) {
            throw new CommandFailedException(
                    "The pictures in (%s) cannot be sent as they are:\n".formatted(pictures)
                            + e.problems().stream()
                                    .map(FieldProblem::message)
                                    .map(message -> "  " + message)
                                    .collect(Collectors.joining("\n")),
                    e);
        }
    }
}
