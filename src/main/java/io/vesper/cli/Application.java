package io.vesper.cli;

import java.util.Map;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts Vesper for a command. */
public interface Application {
    /**
     * Starts the beans without a server; the caller closes them.
     *
     * @param settings settings of the command line, by name
     */
    ConfigurableApplicationContext beans(Map<String, Object> settings);

    /**
     * Starts a server on loopback and a free port; the caller closes it.
     *
     * @param settings by name
     */
    ConfigurableApplicationContext server(Map<String, Object> settings);

    /**
     * Starts the server, which runs until the process is told to end.
     *
     * @param arguments settings, as {@code --name=value}
     */
    void serve(String... arguments);
}
