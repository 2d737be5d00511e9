package io.vesper.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCommandIT {
    @TempDir
    private Path temp;

    @Test
    void aKeyIsMadeListedAndRevoked() {
        CommandOutput created = run("create", "--name", "gate", "--scopes", "enroll,query", "--expires", "P90D");
        assertThat(created.exitCode()).as(created.text()).isZero();
        List<String> keys = created.text()
                .lines()
                .filter(line -> line.matches("vsp_[0-9a-f]{16}_[0-9a-f]{64}"))
                .toList();
        assertThat(keys).hasSize(1);
        String keyId = keys.get(0).substring(4, 20);

        CommandOutput listed = run("list");
        assertThat(listed.text())
                .contains("| %s | gate | query,enroll | ".formatted(keyId), "| good until ", "| never |")
                .doesNotContain(keys.get(0).substring(21));

        assertThat(run("revoke", keyId).text()).contains("Revoked the key (%s).".formatted(keyId));
        assertThat(run("list").text()).contains("| revoked ");
        CommandOutput unknown = run("revoke", "gate");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.text()).contains("There is no key (gate)").doesNotContain("\tat ");
    }

    @Test
    void aKeyThatBreaksARuleIsRefused() {
        assertRefused(
                "The scope (root) is not one of query, enroll, train, metrics, admin.",
                "--name",
                "a",
                "--scopes",
                "root");
        assertRefused("The lifetime (soon)", "--name", "a", "--scopes", "query", "--expires", "soon");
        assertRefused("The name (a|b)", "--name", "a|b", "--scopes", "query");
        assertRefused("requestsPerMinute (0)", "--name", "a", "--scopes", "query", "--requests-per-minute", "0");
    }

    @Test
    void aSubcommandIsNeeded() {
        CommandOutput output = run();

        assertThat(output.exitCode()).isEqualTo(2);
        assertThat(output.text()).contains("create", "list", "revoke");
    }

    private void assertRefused(String message, String... options) {
        String[] words = new String[options.length + 1];
        words[0] = "create";
        System.arraycopy(options, 0, words, 1, options.length);
        CommandOutput output = run(words);
        assertThat(output.exitCode()).isEqualTo(1);
        assertThat(output.text()).contains(message).doesNotContain("\tat ");
    }

    private CommandOutput run(String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "keys";
        System.arraycopy(words, 0, all, 1, words.length);
        return CommandOutput.of(temp, all);
    }
}
