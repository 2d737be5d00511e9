package io.vesper.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryStringFilterTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "a=b&c=d+e", "name=%E6%9D%B1%F0%9F%98%80", "name=100%25"})
    void textPasses(String query) {
        assertThat(QueryStringFilter.isText(query)).isTrue();
    }

    @Test
    void noQueryPasses() {
        assertThat(QueryStringFilter.isText(null)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%FF", "a=%ED%A0%80", "a=%C0%AF", "a=%E2%82", "a=%00", "a=%", "a=%4", "a=%zz", "%FF=a"})
    void otherBytesDoNot(String query) {
        assertThat(QueryStringFilter.isText(query)).isFalse();
    }
}
