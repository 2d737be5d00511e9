package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** Where a server without keys must not listen. */
class BadAddressIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--server.address=0.0.0.0",
                "--server.address=",
                "--server.address=192.0.2.1",
                "--management.server.port=0"
            })
    void aServerThatOthersCouldReachDoesNotStart(String argument) {
        assertThatThrownBy(() -> TestServer.start(folder, GridModelsConfiguration.class, argument)
                        .close())
                .isInstanceOf(InvalidConfigurationPropertyValueException.class)
                .hasMessageContaining(".address");
    }
}
