package io.vesper.cli;

import io.vesper.job.Failures;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands of the jar. Without one it serves. */
@Command(
        name = "vesper",
        description =
                "Finds people across day and night cameras. Without a command it serves on http://localhost:8080.",
        mixinStandardHelpOptions = true,
        version = "vesper 0.1.0",
        subcommands = {
            ServeCommand.class,
            CheckCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            AblateCommand.class,
            EmbedCommand.class,
            EnrolCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            QuantiseCommand.class,
            KeysCommand.class,
            BenchCommand.class
        })
public final class VesperCommand implements Runnable {
    @Spec
    @Nullable
    CommandSpec spec;

    /**
     * Runs a command line.
     *
     * @param application starts Vesper's beans, or its server
     * @param arguments the words after {@code java -jar vesper.jar}
     * @return 0 if it went well, 1 if the work failed, 2 if the words make no sense
     */
    public static int run(Application application, String... arguments) {
        CommandLine commandLine = new CommandLine(new VesperCommand(), new Commands(application));
        commandLine.setExecutionExceptionHandler(VesperCommand::explain);
        return commandLine.execute(arguments);
    }

    /** What a user can mend is told in one line; anything else keeps its stack trace. */
    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        if (Failures.isExplained(failure)) {
            command.getErr().println(failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw failure;
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new ParameterException(spec.commandLine(), "A command is missing.");
        }
    }
}
