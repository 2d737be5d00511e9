package io.vesper;

import java.util.Map;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Tells the deep learning engine where to unpack its native libraries ({@code vesper.native-cache-dir}), and that it must neither
 * download anything nor report its use. The engine reads system properties, once, when it is first used.
 */
public final class NativeEngine implements EnvironmentPostProcessor {
    private static final Map<String, String> OFFLINE = Map.of("ai.djl.offline", "true", "OPT_OUT_TRACKING", "true");

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        OFFLINE.forEach(NativeEngine::setIfAbsent);
        String cacheDir = environment.getProperty("vesper.native-cache-dir");
        if (cacheDir != null) {
            setIfAbsent("ENGINE_CACHE_DIR", cacheDir);
            setIfAbsent("DJL_CACHE_DIR", cacheDir);
        }
    }

    private static void setIfAbsent(String name, String value) {
        if (System.getProperty(name) == null && System.getenv(name) == null) {
            System.setProperty(name, value);
        }
    }
}
