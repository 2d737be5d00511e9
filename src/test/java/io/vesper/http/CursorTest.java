package io.vesper.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {
    @Test
    void numbersComeBack() {
        assertThat(Cursor.read(Cursor.write(0))).isZero();
        assertThat(Cursor.read(Cursor.write(123456789012345678L))).isEqualTo(123456789012345678L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0007", "Jörg / 東京", "17", "name:x", "😀"})
    void namesComeBack(String name) {
        assertThat(Cursor.readName(Cursor.writeName(name))).isEqualTo(name);
        assertThat(Cursor.writeName(name)).matches("[A-Za-z0-9_-]+");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "LTE", "MDE", "%", "bmFtZTp4=", "bmFtZTr_"})
    void whatWasNotWrittenHereIsRefused(String cursor) {
        assertThatIllegalArgumentException().isThrownBy(() -> Cursor.read(cursor));
        assertThatIllegalArgumentException().isThrownBy(() -> Cursor.readName(cursor));
    }

    @Test
    void oneListingsCursorIsNotAnothers() {
        assertThatIllegalArgumentException().isThrownBy(() -> Cursor.readName(Cursor.write(17)));
        assertThatIllegalArgumentException().isThrownBy(() -> Cursor.read(Cursor.writeName("17")));
    }
}
