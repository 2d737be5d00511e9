package io.vesper.cli;

import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Prints how far an enrolment on a server is, whenever there is news, beside the output. */
final class JsonProgress implements Consumer<JsonNode> {
    private final Console console;
    private int printed;

    JsonProgress(Console console) {
        this.console = console;
    }

    @Override
    public void accept(JsonNode job) {
        JsonNode progress = job.path("progress");
        int done = progress.path("done").asInt(0);
        if (done > printed) {
            printed = done;
            console.printBeside("%d of %d pictures, %d s left"
                    .formatted(
                            done,
                            progress.path("total").asInt(0),
                            progress.path("etaSeconds").asInt(0)));
        }
    }
}
