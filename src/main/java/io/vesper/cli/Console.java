package io.vesper.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Where a command prints. Annotated because picocli insists on it in a mixin without options. */
@Command
final class Console {
    @Spec(Spec.Target.MIXEE)
    @Nullable
    CommandSpec command;

    void print(String line) {
        if (command != null) {
            command.commandLine().getOut().println(line);
        }
    }

    /** Prints beside the output, which may be read by a program. */
    void printBeside(String line) {
        if (command != null) {
            command.commandLine().getErr().println(line);
        }
    }
}
