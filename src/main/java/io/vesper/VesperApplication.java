package io.vesper;

import io.vesper.cli.Application;
import io.vesper.cli.VesperCommand;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/** Vesper: finds people across day and night cameras. */
// No default user: there are keys, and no passwords. No pages for errors: what nothing else answers is answered by the
// web server.
@SpringBootApplication(exclude = {UserDetailsServiceAutoConfiguration.class, ErrorMvcAutoConfiguration.class})
@ConfigurationPropertiesScan
public class VesperApplication {
    /**
     * Serves, or runs a command.
     *
     * @param arguments a command and its options; or none, or only settings such as {@code --server.port=8081}, to serve
     */
    public static void main(String[] arguments) {
        boolean serves = arguments.length == 0 || arguments[0].matches("--[a-z-]+\\..+");
        if (serves) {
            SpringApplication.run(VesperApplication.class, arguments);
            return;
        }
        int exitCode = VesperCommand.run(new Starter(), arguments);
        if (!arguments[0].equals("serve") || exitCode != 0) {
            System.exit(exitCode);
        }
    }

    private static final class Starter implements Application {
        @Override
        public ConfigurableApplicationContext beans(Map<String, Object> settings) {
            // A command does its own work and takes no other jobs from the queue.
            Map<String, Object> all = new LinkedHashMap<>(Map.of(
                    "vesper.roles", "",
                    "logging.level.root", "WARN",
                    "vesper.log-stream", "System.err",
                    // Readiness asks for the gallery, which only a server has.
                    "management.endpoint.health.validate-group-membership", "false"));
            all.putAll(settings);
            return start(WebApplicationType.NONE, all);
        }

        @Override
        public ConfigurableApplicationContext server(Map<String, Object> settings) {
            Map<String, Object> all = new LinkedHashMap<>(Map.of(
                    "server.port", "0",
                    "server.address", "127.0.0.1",
                    "logging.level.root", "WARN",
                    "vesper.log-stream", "System.err"));
            all.putAll(settings);
            return start(WebApplicationType.SERVLET, all);
        }

        private static ConfigurableApplicationContext start(WebApplicationType type, Map<String, Object> settings) {
            String[] arguments = settings.entrySet().stream()
                    .map(setting -> "--%s=%s".formatted(setting.getKey(), setting.getValue()))
                    .toArray(String[]::new);
            return new SpringApplicationBuilder(VesperApplication.class)
                    .web(type)
                    .bannerMode(Banner.Mode.OFF)
                    .run(arguments);
        }

        @Override
        public void serve(String... arguments) {
            SpringApplication.run(VesperApplication.class, arguments);
        }
    }
}
