package io.vesper.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/**
 * Keys that an operator chose and put into files ({@code vesper.access.key-files}), as secrets are mounted into containers: a server that
 * is reached from elsewhere needs a key before its first start, when nobody can ask it for one.
 */
final class KeyFiles {
    private static final Logger LOG = LoggerFactory.getLogger(KeyFiles.class);
    private static final String PROPERTY = "vesper.access.key-files.";
    /** Not one in 10^18 random secrets has fewer; what somebody typed in to fill the place often has. */
    private static final int LEAST_DIFFERENT_DIGITS = 8;

    private final ApiKeys keys;
    private final Map<Scope, Path> files;

    KeyFiles(ApiKeys keys, Map<Scope, Path> files) {
        this.keys = keys;
        this.files = files;
    }

    /**
     * Makes the keys that were not made yet.
     *
     * @throws InvalidConfigurationPropertyValueException if a file cannot be read or holds no key that can be made
     */
    void provide() {
        files.forEach(this::provide);
    }

    private void provide(Scope scope, Path file) {
        try {
            ApiKey key =
                    keys.provide(text(file), new NewKey("file " + scope.label(), Set.of(scope), null, KeyLimits.NONE));
            if (key.revokedAt() != null) {
                LOG.warn(
                        "The key ({}) in the file ({}) was revoked and stays so. Maybe put a new one there.",
                        key.keyId(),
                        file);
            }
        } catch (IOException e) {
            throw refused(scope, file, "The file cannot be read (%s).".formatted(e));
        } catch (IllegalArgumentException e) {
            throw refused(scope, file, String.valueOf(e.getMessage()));
        }
    }

    /** What is wrong is told without the text: it may be a secret all the same. */
    private static KeyText text(Path file) throws IOException {
        KeyText text = KeyText.parse(Files.readString(file).strip());
        if (text == null) {
            throw new IllegalArgumentException(
                    "The file must hold one key and nothing else: vsp_, 16 hexadecimal digits, _, 64 hexadecimal digits, in small letters. "
                            + "Maybe make one by: echo vsp_$(openssl rand -hex 8)_$(openssl rand -hex 32)");
        }
        if (text.secret().chars().distinct().count() < LEAST_DIFFERENT_DIGITS) {
            throw new IllegalArgumentException(
                    "The last 64 digits of the key must be random. Maybe use: openssl rand -hex 32");
        }
        return text;
    }

    private static RuntimeException refused(Scope scope, Path file, String reason) {
        return new InvalidConfigurationPropertyValueException(PROPERTY + scope.label(), file, reason);
    }
}
