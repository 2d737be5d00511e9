package io.vesper.web;

import java.io.IOException;
import java.util.stream.Stream;

/** What a listener of a job hears of its progress. */
final class JobProgressEvents {
    private JobProgressEvents() {}

    /** Listens until more is done than before. */
    static int await(TestClient client, String job, int before) throws IOException {
        try (Stream<String> lines = client.lines(job + "/events")) {
            boolean isProgress = false;
            for (String line : (Iterable<String>) lines::iterator) {
                if (line.startsWith("data:") && isProgress) {
                    int done = TestClient.json(line.substring("data:".length()))
                            .get("done")
                            .asInt();
                    if (done > before) {
                        return done;
                    }
                }
                isProgress = line.equals("event:progress");
            }
        }
        throw new AssertionError("The job ended before it could be interrupted.");
    }
}
