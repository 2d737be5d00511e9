package io.vesper.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a key looks like, and what it may be. */
class NewKeyTest {
    /** The hash by Python: {@code hashlib.sha256(b"0123456789abcdef" * 4).hexdigest()}. */
    @Test
    void theSecretsHashIsSha256() {
        KeyText text = new KeyText("0123456789abcdef", "0123456789abcdef".repeat(4));

        String hash = "a8ae6e6ee929abea3afcfc5258c8ccd6f85273e0d4626d26c7279f3250f77c8e";
        assertThat(text.secretSha256()).isEqualTo(hash);
        assertThat(text.proves(hash)).isTrue();
        assertThat(text.proves(hash.replace('a', 'b'))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "vsp__", "vsp_0123456789abcdef_", "VSP", " ", "vsp_0123456789abcdef_00"})
    void whatIsNoKeyIsRefused(String text) {
        assertThat(KeyText.parse(text)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " gate", "a|b", "x\ny", "\u001b[31m"})
    void aNameThatCouldMisleadIsRefused(String name) {
        assertThatThrownBy(() -> NewKey.checkedName(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("The name \\([^\\p{Cntrl}]*\\) must have .*");
        assertThat(NewKey.checkedName("Tor 3, Süd".replace(",", ""))).isEqualTo("Tor 3 Süd");
    }

    @ParameterizedTest
    @ValueSource(strings = {"90", "P", "PT0S", "-P1D", "P36526D", "P1Y"})
    void aLifetimeThatNoKeyMayHaveIsRefused(String lifetime) {
        assertThatThrownBy(() -> NewKey.lifetime(lifetime))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(%s)", lifetime);
        assertThat(NewKey.lifetime("P90D")).isEqualTo(Duration.ofDays(90));
    }
}
