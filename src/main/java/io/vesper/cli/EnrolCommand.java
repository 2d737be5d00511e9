package io.vesper.cli;

import io.vesper.client.EnrolmentJob;
import io.vesper.client.ServerException;
import io.vesper.client.VesperServer;
import io.vesper.index.GalleryName;
import io.vesper.person.Printable;
import java.time.Duration;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code vesper enroll}: many pictures into the gallery of a running server, which alone may change it. */
@Command(
        name = "enroll",
        description = {
            "Enrols many pictures into a gallery of a running server, and prints what became of them.",
            "Pictures that are there already are no fault; run again, it enrols what is missing. Ends with 1 if a picture was refused."
        },
        mixinStandardHelpOptions = true)
final class EnrolCommand implements Runnable {
    private static final int MAX_LENGTH = 1000;

    @Mixin
    Console console = new Console();

    @Mixin
    ServerOptions server = new ServerOptions();

    @Option(names = "--gallery", defaultValue = "default", description = "Where they are searched. Default: default")
    String gallery = "default";

    @ArgGroup(multiplicity = "1")
    EnrolSource source = new EnrolSource();

    @Override
    public void run() {
        GalleryName name = new GalleryName(gallery);
        VesperServer asked = server.open(System.getenv(), this::pause);
        // A wrong address or key is found before much is packed and sent.
        asked.get("/jobs?type=enroll&status=RUNNING");
        EnrolmentJob job = new EnrolmentJob(asked, this::pause, source.submit(asked, name, console));
        console.printBeside("The server enrols them in the job (%s).".formatted(Printable.of(job.id())));
        JsonNode ended = follow(job);
        if (!ended.path("status").asString("").equals("COMPLETED")) {
            throw new CommandFailedException("The job (%s) is %s: %s"
                    .formatted(
                            Printable.of(job.id()), printable(ended.path("status")), printable(ended.path("error"))));
        }
        print(job, ended.path("result"));
    }

    private JsonNode follow(EnrolmentJob job) {
        JsonProgress progress = new JsonProgress(console);
        try {
            return job.awaitEnd(progress);
        } catch (ServerException e) {
            throw new CommandFailedException(
                    "%s The job goes on by itself; GET %s tells how far it is.".formatted(e.getMessage(), job.path()),
                    e);
        }
    }

    private void print(EnrolmentJob job, JsonNode result) {
        int refused = result.path("refused").asInt(0);
        console.print("| outcome | pictures |\n|---|---|");
        console.print("| enrolled | %d |".formatted(result.path("enrolled").asInt(0)));
        console.print(
                "| already there | %d |".formatted(result.path("alreadyThere").asInt(0)));
        console.print("| refused | %d |".formatted(refused));
        console.print(
                "| erased meanwhile | %d |".formatted(result.path("erased").asInt(0)));
        if (refused > 0) {
            console.print("\n| refused picture | why |\n|---|---|");
            job.forEachRefused(item -> console.print(
                    "| %s | %s |".formatted(printable(item.path("file")), printable(item.path("message")))));
            throw new CommandFailedException("%d picture(s) were refused.".formatted(refused));
        }
    }

    /** What is told comes from a server: it must steer neither a terminal nor the table. */
    private static String printable(JsonNode text) {
        return Printable.of(text.asString(""), MAX_LENGTH).replace("|", "\\|");
    }

    private void pause(Duration duration, String reason) {
        if (!reason.isEmpty()) {
            console.printBeside("%s Waits %d s.".formatted(reason, duration.toSeconds()));
        }
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("The command was interrupted.", e);
        }
    }
}
