package io.vesper.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MixedGalleryOptionsTest {
    @Test
    void aMixedGalleryHasNoProtocolAndNoReport() {
        MixedGalleryOptions options = new MixedGalleryOptions();
        options.isAsked = true;

        assertThatThrownBy(() -> options.check(false)).hasMessageContaining("(--mixed) takes no protocol");
        assertThatCode(() -> options.check(true)).doesNotThrowAnyException();
    }

    @Test
    void whoDoesNotAskForItMayChooseAll() {
        assertThatCode(() -> new MixedGalleryOptions().check(false)).doesNotThrowAnyException();
    }
}
