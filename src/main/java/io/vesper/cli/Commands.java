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
        Map<Class<?>, Object> commands = Map.ofEntries(
                Map.entry(ServeCommand.class, new ServeCommand(application)),
                Map.entry(CheckCommand.class, new CheckCommand(application)),
                Map.entry(TrainCommand.class, new TrainCommand(application)),
                Map.entry(AblateCommand.class, new AblateCommand(application)),
                Map.entry(EvaluateCommand.class, new EvaluateCommand(application)),
                Map.entry(EmbedCommand.class, new EmbedCommand(application)),
                Map.entry(ImportCommand.class, new ImportCommand(application)),
                Map.entry(ExportCommand.class, new ExportCommand(application)),
                Map.entry(QuantiseCommand.class, new QuantiseCommand(application)),
                Map.entry(KeysCommand.class, new KeysCommand(application)),
                Map.entry(BenchCommand.class, new BenchCommand(application)));
        Object command = commands.get(type);
        return command == null ? CommandLine.defaultFactory().create(type) : type.cast(command);
    }
}
