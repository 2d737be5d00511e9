package io.vesper.cli;

import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes commands with what they need. */
final class Commands implements IFactory {
    private final Application application;

    Commands(Application application) {
        this.application = application;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        Map<Class<?>, Object> commands = Map.of(
                ServeCommand.class, new ServeCommand(application),
                CheckCommand.class, new CheckCommand(application),
                TrainCommand.class, new TrainCommand(application),
                AblateCommand.class, new AblateCommand(application),
                EvaluateCommand.class, new EvaluateCommand(application),
                EmbedCommand.class, new EmbedCommand(application),
                ImportCommand.class, new ImportCommand(application),
                ExportCommand.class, new ExportCommand(application),
                KeysCommand.class, new KeysCommand(application));
        Object command = commands.get(type);
        return command == null ? CommandLine.defaultFactory().create(type) : type.cast(command);
    }
}
