package io.vesper.cli;

import io.vesper.client.Pause;
import io.vesper.client.VesperServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which running server a command asks, and with which key. */
final class ServerOptions {
    static final String VARIABLE = "VESPER_API_KEY";

    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,200}");
    private static final int MAX_BYTES = 4096;

    @Option(
            names = "--server",
            defaultValue = "http://localhost:8080",
            paramLabel = "URL",
            description = "A running server. Default: ${DEFAULT-VALUE}")
    URI address = URI.create("http://localhost:8080");

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description =
                    "A file with nothing but an API key of the scope enroll. Default: the key in the environment variable "
                            + VARIABLE
                            + ", if it is set. On the command line itself, others on this machine could see a key")
    @Nullable
    Path keyFile;

    /**
     * The server; nothing is sent yet.
     *
     * @param environment variables by name
     * @throws CommandFailedException if the address or the key cannot be one
     */
    VesperServer open(Map<String, String> environment, Pause pause) {
        return new VesperServer(checkedAddress(), key(environment), pause);
    }

    private URI checkedAddress() {
        boolean isHttp = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
        if (!isHttp
                || address.getHost() == null
                || address.getRawUserInfo() != null
                || address.getRawQuery() != null
                || address.getRawFragment() != null) {
            throw new CommandFailedException(
                    "The server's address must be like http://localhost:8080, without a name, a query or a fragment in it.");
        }
        return URI.create(address.toString().replaceAll("/+$", ""));
    }

    /** Null if there is none. No message holds what was read: it may be a key with something around it. */
    private @Nullable String key(Map<String, String> environment) {
        String text = keyFile == null ? environment.getOrDefault(VARIABLE, "") : read(keyFile);
        String key = text.strip();
        if (key.isEmpty() && keyFile == null) {
            return null;
        }
        if (!KEY.matcher(key).matches()) {
            throw new CommandFailedException("What is in %s is no API key. It must be one word that begins with vsp_."
                    .formatted(keyFile == null ? "the variable " + VARIABLE : "the file (" + keyFile + ")"));
        }
        return key;
    }

    private static String read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new CommandFailedException("The key file (%s) cannot be read: %s.".formatted(file, e), e);
        }
    }
}
