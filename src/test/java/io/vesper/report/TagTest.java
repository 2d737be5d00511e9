package io.vesper.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TagTest {

    @Test
    void whatLooksLikeMarkupStaysText() {
        assertThat(Tag.of("td", "<script>alert('a & b')</script>"))
                .hasToString("<td>&lt;script&gt;alert('a &amp; b')&lt;/script&gt;</td>");
    }

    @Test
    void anAttributeCannotBeLeft() {
        assertThat(Tag.of("td").attribute("title", "\" onclick=\"x"))
                .hasToString("<td title=\"&quot; onclick=&quot;x\"></td>");
    }

    @Test
    void onlyVoidElementsAreClosedByThemselves() {
        assertThat(Tag.of("p").children(List.of(Tag.of("br"), Tag.of("span"))))
                .hasToString("<p><br/><span></span></p>");
    }

    @Test
    void charactersThatXmlForbidsAreReplaced() {
        String text = Tag.of("p", "a\u0000b\u001bc\ud800d\uffff 😀\n").toString();

        assertThat(text).isEqualTo("<p>a\ufffdb\ufffdc\ufffdd\ufffd 😀\n</p>");
        assertThat(Page.parse(text).texts("p")).containsExactly("a\ufffdb\ufffdc\ufffdd\ufffd 😀\n");
    }
}
