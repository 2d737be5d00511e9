package io.vesper.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vesper.person.Modality;
import io.vesper.protocol.ProtocolChoice;
import org.junit.jupiter.api.Test;

class MixedGalleryOptionsTest {
    private static final ProtocolChoice CHOSEN = new ProtocolChoice(Modality.VISIBLE, null, null, null, null);

    @Test
    void aMixedGalleryHasNoProtocolAndNoReport() {
        MixedGalleryOptions options = new MixedGalleryOptions();
        options.isAsked = true;

        assertThatThrownBy(() -> options.check(CHOSEN, false, false))
                .hasMessageContaining("(--mixed) takes no protocol");
        assertThatThrownBy(() -> options.check(ProtocolChoice.STANDARD, true, false))
                .hasMessageContaining("--json");
        assertThatThrownBy(() -> options.check(ProtocolChoice.STANDARD, false, true))
                .hasMessageContaining("--report");
        assertThatCode(() -> options.check(ProtocolChoice.STANDARD, false, false))
                .doesNotThrowAnyException();
    }

    @Test
    void whoDoesNotAskForItMayChooseAll() {
        assertThatCode(() -> new MixedGalleryOptions().check(CHOSEN, true, true))
                .doesNotThrowAnyException();
    }
}
