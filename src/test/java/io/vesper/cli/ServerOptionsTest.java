package io.vesper.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerOptionsTest {
    @TempDir
    Path temp;

    private final ServerOptions options = new ServerOptions();

    private void open(Map<String, String> environment) {
        options.open(environment, (duration, reason) -> {});
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080", "https://vesper.example/", "http://[::1]:8080", "HTTP://h/prefix"})
    void anAddressOfHttpIsTaken(String address) {
        options.address = URI.create(address);

        assertThatCode(() -> open(Map.of())).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost:8080", "ftp://h", "http:///x", "http://me:secret@h", "http://h?key=secret", "/x"})
    void anotherIsNotAndIsNotRepeated(String address) {
        options.address = URI.create(address);

        assertThatThrownBy(() -> open(Map.of()))
                .isInstanceOf(CommandFailedException.class)
                .hasMessageContaining("must be like http://localhost:8080")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aKeyComesFromTheFileOrElseFromTheEnvironment() throws IOException {
        assertThatCode(() -> open(Map.of(ServerOptions.VARIABLE, "vsp_1"))).doesNotThrowAnyException();
        assertThatThrownBy(() -> open(Map.of(ServerOptions.VARIABLE, "two words")))
                .hasMessageContaining("What is in the variable VESPER_API_KEY is no API key")
                .hasMessageNotContaining("words");

        options.keyFile = Files.writeString(temp.resolve("key"), "vsp_1\n");
        assertThatCode(() -> open(Map.of(ServerOptions.VARIABLE, "two words"))).doesNotThrowAnyException();
        Files.writeString(options.keyFile, "two words");
        assertThatThrownBy(() -> open(Map.of()))
                .hasMessageContaining("is no API key")
                .hasMessageNotContaining("words");
        Files.writeString(options.keyFile, "");
        assertThatThrownBy(() -> open(Map.of())).hasMessageContaining("is no API key");
        Files.delete(options.keyFile);
        assertThatThrownBy(() -> open(Map.of())).hasMessageContaining("cannot be read");
    }
}
