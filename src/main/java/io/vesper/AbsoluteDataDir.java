package io.vesper;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Makes {@code vesper.data-dir} absolute: the database's address is built of it, and H2 refuses a bare relative path there. */
public final class AbsoluteDataDir implements EnvironmentPostProcessor {
    private static final String NAME = "vesper.data-dir";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String dataDir = environment.getProperty(NAME);
        if (dataDir != null) {
            Map<String, Object> absolute =
                    Map.of(NAME, Path.of(dataDir).toAbsolutePath().normalize().toString());
            environment.getPropertySources().addFirst(new MapPropertySource("absolute data folder", absolute));
        }
    }
}
