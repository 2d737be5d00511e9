package io.vesper.cli;

import io.vesper.access.ApiKey;
import io.vesper.access.ApiKeys;
import io.vesper.access.Caller;
import io.vesper.access.CreatedKey;
import io.vesper.access.NewKey;
import io.vesper.access.Scope;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code vesper keys}: API keys, as the endpoints make, list and revoke them. */
@Command(name = "keys", description = "Makes, lists and revokes API keys.", mixinStandardHelpOptions = true)
final class KeysCommand {
    private final Application application;

    @Mixin
    Console console = new Console();

    KeysCommand(Application application) {
        this.application = application;
    }

    /** The key alone goes to the standard output, so that a script can keep it. */
    @Command(name = "create", description = "Makes a key and prints it, this once.", mixinStandardHelpOptions = true)
    void create(@Mixin FolderOptions folders, @Mixin NewKeyOptions options) {
        NewKey wanted = options.toNewKey();
        CreatedKey created = on(folders, keys -> keys.create(wanted));
        console.printBeside("Made the key (%s). It is shown this once; callers send it in the header X-API-Key."
                .formatted(created.key().keyId()));
        console.print(created.text());
    }

    @Command(name = "list", description = "Lists all keys, without secrets.", mixinStandardHelpOptions = true)
    void list(@Mixin FolderOptions folders) {
        List<ApiKey> all = on(folders, ApiKeys::list);
        Instant now = Instant.now();
        console.print("| key | name | scopes | created | state | last used |");
        console.print("|---|---|---|---|---|---|");
        all.forEach(key -> console.print(row(key, now)));
    }

    @Command(name = "revoke", description = "Revokes a key for good.", mixinStandardHelpOptions = true)
    void revoke(
            @Mixin FolderOptions folders,
            @Parameters(paramLabel = "ID", description = "The key's id, as list shows it") String keyId) {
        on(folders, keys -> {
            keys.revoke(keyId);
            return keyId;
        });
        console.print("Revoked the key (%s).".formatted(keyId));
    }

    private <T> T on(FolderOptions folders, Function<ApiKeys, T> work) {
        try (ConfigurableApplicationContext beans = folders.start(application)) {
            ApiKeys keys = beans.getBean(ApiKeys.class);
            return Caller.COMMAND_LINE.call(() -> work.apply(keys));
        }
    }

    private static String row(ApiKey key, Instant now) {
        String scopes = key.scopes().stream().sorted().map(Scope::label).collect(Collectors.joining(","));
        Object lastUsed = key.lastUsedAt() == null ? "never" : key.lastUsedAt();
        return "| %s | %s | %s | %s | %s | %s |"
                .formatted(key.keyId(), key.name(), scopes, key.createdAt(), state(key, now), lastUsed);
    }

    private static String state(ApiKey key, Instant now) {
        if (key.revokedAt() != null) {
            return "revoked " + key.revokedAt();
        }
        if (key.expiresAt() == null) {
            return "good";
        }
        return (key.isUsable(now) ? "good until " : "expired ") + key.expiresAt();
    }
}
