package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The metrics of a real server are those of the table in README.md, all of them and no other. */
@Timeout(300)
class MetricsIT {
    private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (vesper_\\w+) (\\w+)$");
    private static final Pattern SAMPLE = Pattern.compile("(?m)^(vesper_\\w+?)(?:_bucket|_sum|_count|_max)?\\{(.*)} ");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

    @TempDir
    Path folder;

    @Test
    void theTableInTheReadmeIsWhatAServerPrints() throws Exception {
        Map<String, Set<String>> documented = MetricsTable.read();
        String printed = printed(documented.keySet());

        assertThat(new TreeSet<>(names(printed))).isEqualTo(new TreeSet<>(documented.keySet()));
        assertThat(tags(printed)).isEqualTo(documented);
        assertThat(printed).doesNotContain("alice", "lobby", "north-gate", "picture.jpg");
    }

    /** Of a server under traffic, at a time when a job runs and has been validated. */
    private String printed(Set<String> expected) throws IOException {
        Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
        try (MonitoredServer server = MonitoredServer.start(folder)) {
            server.traffic(1);
            String job = server.train(30);
            String printed;
            do {
                printed = server.metrics();
            } while (Instant.now().isBefore(deadline)
                    && !server.hasEnded(job)
                    && !(names(printed).containsAll(expected) && printed.contains("validation.rank1")));
            return printed;
        }
    }

    /** Names as Prometheus knows them; the maximum that Micrometer adds to a histogram is a part of it. */
    private static Set<String> names(String printed) {
        Map<String, String> types = new HashMap<>();
        TYPE.matcher(printed).results().forEach(type -> types.put(type.group(1), type.group(2)));
        Set<String> names = new HashSet<>(types.keySet());
        names.removeIf(name -> name.endsWith("_max")
                && "histogram".equals(types.get(name.substring(0, name.length() - "_max".length()))));
        return names;
    }

    private static Map<String, Set<String>> tags(String printed) {
        Map<String, Set<String>> tags = new TreeMap<>();
        names(printed).forEach(name -> tags.put(name, new HashSet<>()));
        SAMPLE.matcher(printed)
                .results()
                .forEach(sample -> LABEL.matcher(sample.group(2))
                        .results()
                        .map(label -> label.group(1))
                        .filter(label -> !label.equals("le"))
                        .forEach(tags.get(sample.group(1))::add));
        return tags;
    }
}
