package io.vesper.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Option;

/** The folders that every command may name; what is absent comes from the configuration. */
final class FolderOptions {
    @Option(names = "--data-dir", description = "Database and jobs. Default: ./data")
    @Nullable
    Path dataDir;

    @Option(names = "--models-dir", description = "Published models. Default: ./models")
    @Nullable
    Path modelsDir;

    @Option(names = "--datasets-dir", description = "Datasets. Default: datasets in the data folder")
    @Nullable
    Path datasetsDir;

    /**
     * Starts the beans on these folders; the caller closes them.
     *
     * @throws CommandFailedException if that fails; the reason was logged then
     */
    ConfigurableApplicationContext start(Application application) {
        try {
            return application.beans(settings());
        } catch (RuntimeException e) {
            throw new CommandFailedException("Vesper could not start; the lines above say why.", e);
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        put(settings, "vesper.data-dir", dataDir);
        put(settings, "vesper.models-dir", modelsDir);
        put(settings, "vesper.datasets-dir", datasetsDir);
        return settings;
    }

    private static void put(Map<String, Object> settings, String name, @Nullable Path folder) {
        if (folder != null) {
            settings.put(name, folder.toString());
        }
    }
}
