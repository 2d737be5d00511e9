package io.vesper.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Unmatched;

/** {@code vesper serve}: what the jar does without a command. */
@Command(name = "serve", description = "Serves the HTTP interface. Takes any setting as --name=value.")
final class ServeCommand implements Runnable {
    private final Application application;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help message and exit.")
    boolean help;

    @Unmatched
    List<String> settings = new ArrayList<>();

    ServeCommand(Application application) {
        this.application = application;
    }

    @Override
    public void run() {
        application.serve(settings.toArray(String[]::new));
    }
}
