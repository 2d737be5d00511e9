package io.vesper.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

class KeyFilesTest {
    private static final String KEY = "vsp_0123456789abcdef_" + "0123456789abcdef".repeat(4);
    private static final String OTHER_KEY = "vsp_fedcba9876543210_" + "fedcba9876543210".repeat(4);

    @TempDir
    private Path folder;

    private final TestAccess access = new TestAccess();

    @AfterEach
    void close() {
        access.close();
    }

    @Test
    void aKeyInAFileIsMadeOnce() {
        Path file = file(KEY + "\n");

        provide(Scope.ADMIN, file);
        provide(Scope.ADMIN, file);

        assertThat(access.check.check(KEY))
                .isNotNull()
                .extracting(ApiKey::scopes)
                .isEqualTo(Set.of(Scope.ADMIN));
        assertThat(access.check.isAnyAdminUsable()).isTrue();
        assertThat(access.check.areOn()).isTrue();
        assertThat(access.keys.list()).hasSize(1);
        assertThat(access.audit.list(AuditFilter.ALL, Long.MAX_VALUE, 10))
                .extracting(AuditEntry::caller, entry -> entry.event().action())
                .containsExactly(tuple(Caller.SERVER, AuditAction.KEY_CREATED));
    }

    @Test
    void eachScopeHasAFileOfItsOwn() {
        new KeyFiles(access.keys, Map.of(Scope.ADMIN, file(KEY), Scope.METRICS, file(OTHER_KEY))).provide();

        ApiKey metrics = access.check.check(OTHER_KEY);
        assertThat(metrics).isNotNull();
        assertThat(List.of(Scope.values())).filteredOn(metrics::allows).containsExactly(Scope.METRICS);
    }

    @Test
    void aNewKeyInTheFileIsMadeBesideTheOldOne() {
        provide(Scope.ADMIN, file(KEY));

        provide(Scope.ADMIN, file(OTHER_KEY));

        assertThat(access.check.check(KEY)).isNotNull();
        assertThat(access.check.check(OTHER_KEY)).isNotNull();
    }

    @Test
    void aRevokedKeyDoesNotComeBack() {
        provide(Scope.ADMIN, file(KEY));
        access.keys.revoke("0123456789abcdef");

        provide(Scope.ADMIN, file(KEY));

        assertThat(access.check.check(KEY)).isNull();
    }

    @Test
    void serversThatStartAtOnceMakeOneKey() {
        Path file = file(KEY);

        CompletableFuture<?>[] starts = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.runAsync(() -> provide(Scope.ADMIN, file)))
                .toArray(CompletableFuture[]::new);

        CompletableFuture.allOf(starts).join();
        assertThat(access.keys.list()).hasSize(1);
        assertThat(access.check.check(KEY)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "change-me", "vsp_0123456789abcdef_0123", "VSP_0123456789ABCDEF_"})
    void whatIsNoKeyIsRefusedWithoutShowingIt(String text) {
        assertThatThrownBy(() -> provide(Scope.ADMIN, file(text)))
                .isInstanceOfSatisfying(InvalidConfigurationPropertyValueException.class, refusal -> {
                    assertThat(refusal.getName()).isEqualTo("vesper.access.key-files.admin");
                    assertThat(refusal.getReason())
                            .contains("one key and nothing else")
                            .satisfies(reason -> assertThat(text.isEmpty() || !reason.contains(text))
                                    .isTrue());
                });
    }

    @Test
    void aSecretThatIsNotRandomIsRefused() {
        assertRefused(
                Scope.ADMIN, file("vsp_0123456789abcdef_" + "1234567".repeat(10).substring(0, 64)), "random");
    }

    @Test
    void aFileThatIsMissingIsRefused() {
        assertRefused(Scope.ADMIN, folder.resolve("none"), "cannot be read");
    }

    @Test
    void anIdOfAnotherKeyAndOtherScopesAreRefused() {
        provide(Scope.ADMIN, file(KEY));

        assertRefused(Scope.METRICS, file(KEY), "made with the scopes [ADMIN]");
        assertRefused(Scope.ADMIN, file(KEY.substring(0, 21) + OTHER_KEY.substring(21)), "another key with its id");
    }

    private void assertRefused(Scope scope, Path file, String reason) {
        assertThatThrownBy(() -> provide(scope, file))
                .isInstanceOfSatisfying(
                        InvalidConfigurationPropertyValueException.class,
                        refusal -> assertThat(refusal.getReason()).contains(reason));
    }

    private void provide(Scope scope, Path file) {
        new KeyFiles(access.keys, Map.of(scope, file)).provide();
    }

    private Path file(String text) {
        try {
            return Files.writeString(Files.createTempFile(folder, "key", ""), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
