package io.vesper.cli;

import io.vesper.VesperApplication;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** What a command printed, on either stream, and how it ended. */
public record CommandOutput(int exitCode, String text) {

    /** Runs a command on the folders {@code data} and {@code datasets} of a folder. */
    public static CommandOutput of(Path folder, String... words) {
        List<String> arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--data-dir", folder.resolve("data").toString()));
        arguments.addAll(List.of("--datasets-dir", folder.resolve("datasets").toString()));
        return of(arguments.toArray(String[]::new));
    }

    /** Runs a command that takes no folders, or with none but those it is given. */
    public static CommandOutput of(String... words) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (PrintStream both = new PrintStream(text, true, StandardCharsets.UTF_8)) {
            System.setOut(both);
            System.setErr(both);
            int exitCode = VesperCommand.run(new Beans(), words);
            return new CommandOutput(exitCode, text.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    public String lineThatBegins(String start) {
        return text.lines().filter(line -> line.startsWith(start)).findFirst().orElseThrow();
    }

    private static final class Beans implements Application {
        @Override
        public ConfigurableApplicationContext beans(Map<String, Object> settings) {
            List<String> arguments = new ArrayList<>(
                    List.of("--vesper.roles=", "--management.endpoint.health.validate-group-membership=false"));
            return start(WebApplicationType.NONE, arguments, settings);
        }

        @Override
        public ConfigurableApplicationContext server(Map<String, Object> settings) {
            return start(WebApplicationType.SERVLET, new ArrayList<>(List.of("--server.port=0")), settings);
        }

        private static ConfigurableApplicationContext start(
                WebApplicationType type, List<String> arguments, Map<String, Object> settings) {
            settings.forEach((name, value) -> arguments.add("--%s=%s".formatted(name, value)));
            return new SpringApplicationBuilder(VesperApplication.class)
                    .web(type)
                    .bannerMode(Banner.Mode.OFF)
                    .run(arguments.toArray(String[]::new));
        }

        @Override
        public void serve(String... arguments) {
            throw new UnsupportedOperationException();
        }
    }
}
