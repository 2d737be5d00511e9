package io.vesper.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vesper.access.Caller;
import io.vesper.access.KeyLimits;
import io.vesper.access.Scope;
import io.vesper.access.TestAccess;
import io.vesper.access.TooManyRequestsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.BadCredentialsException;

/** Requests are Spring's stand-ins, which alone can come from any address. */
class CallersTest {
    private static final String UNKNOWN = "vsp_0123456789abcdef_" + "0".repeat(64);

    private final TestAccess access = new TestAccess();
    private final Callers callers = new Callers(access.check, new LocalCallers("127.0.0.3"));

    @AfterEach
    void close() {
        access.close();
    }

    @Test
    void withoutKeysThisMachineMayAsk() {
        assertThat(callers.of(request("127.0.0.1", null)).getPrincipal()).isEqualTo(Caller.LOCAL);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost, true",
        "127.0.0.1, true",
        "'[::1]', true",
        "127.0.0.3, true",
        "LOCALHOST, true",
        "evil.example, false",
        "localhost.evil.example, false",
        "127.0.0.4, false"
    })
    void withoutKeysAForeignHostOrOriginIsRefused(String name, boolean isLocal) {
        MockHttpServletRequest byHost = request("127.0.0.1", null);
        byHost.setServerName(name);
        MockHttpServletRequest byOrigin = request("127.0.0.1", null);
        byOrigin.addHeader("Origin", "https://" + name);

        if (isLocal) {
            assertThat(callers.of(byHost)).isNotNull();
            assertThat(callers.of(byOrigin)).isNotNull();
        } else {
            assertThatThrownBy(() -> callers.of(byHost)).isInstanceOf(AccessDeniedException.class);
            assertThatThrownBy(() -> callers.of(byOrigin)).isInstanceOf(AccessDeniedException.class);
        }
    }

    /** As browsers say it (W3C, Fetch Metadata Request Headers). */
    @ParameterizedTest
    @CsvSource({
        "none, navigate, true",
        "same-origin, cors, true",
        "cross-site, navigate, true",
        "cross-site, no-cors, false"
    })
    void withoutKeysAForeignPageMayLinkButNotEmbed(String site, String mode, boolean isWelcome) {
        MockHttpServletRequest request = request("127.0.0.1", null);
        request.addHeader("Sec-Fetch-Site", site);
        request.addHeader("Sec-Fetch-Mode", mode);

        if (isWelcome) {
            assertThat(callers.of(request)).isNotNull();
        } else {
            assertThatThrownBy(() -> callers.of(request)).isInstanceOf(AccessDeniedException.class);
        }
    }

    @Test
    void withKeysAnyNameWillDoButNobodyIsKnownWithoutOne() {
        String key = access.create(Scope.QUERY).text();
        MockHttpServletRequest request = request("192.0.2.1", key);
        request.setServerName("vesper.example");

        assertThat(callers.of(request).getPrincipal().name()).isEqualTo("gate");
        assertThat(callers.of(request("127.0.0.1", null))).isNull();
    }

    @Test
    void aKeyIsTakenAsABearerTokenToo() {
        String key = access.create(Scope.QUERY).text();

        assertThat(callers.of(authorized("Bearer " + key)).getPrincipal().name())
                .isEqualTo("gate");
        assertThatThrownBy(() -> callers.of(authorized("Bearer " + UNKNOWN)))
                .isInstanceOf(BadCredentialsException.class);
        assertThat(callers.of(authorized("Bearer a.proxys.token"))).isNull();
        assertThat(callers.of(authorized("Basic dmVzcGVyOg=="))).isNull();
    }

    @Test
    void theHeaderForKeysGoesBeforeABearerToken() {
        MockHttpServletRequest request =
                authorized("Bearer " + access.create(Scope.QUERY).text());
        request.addHeader("X-API-Key", UNKNOWN);

        assertThatThrownBy(() -> callers.of(request)).isInstanceOf(BadCredentialsException.class);
    }

    private static MockHttpServletRequest authorized(String authorization) {
        MockHttpServletRequest request = request("192.0.2.1", null);
        request.addHeader("Authorization", authorization);
        return request;
    }

    @Test
    void anAddressWithTooManyBadKeysIsNotListenedToButForGoodOnes() {
        String used = access.create(Scope.QUERY).text();
        String neverUsed = access.create(Scope.QUERY).text();
        callers.of(request("192.0.2.1", used));
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> callers.of(request("192.0.2.1", UNKNOWN)))
                    .isInstanceOf(BadCredentialsException.class);
        }

        assertThatThrownBy(() -> callers.of(request("192.0.2.1", UNKNOWN)))
                .isInstanceOf(TooManyRequestsException.class);
        assertThatThrownBy(() -> callers.of(request("192.0.2.1", neverUsed)))
                .isInstanceOf(TooManyRequestsException.class);
        assertThat(callers.of(request("192.0.2.1", used))).isNotNull();
        assertThatThrownBy(() -> callers.of(request("192.0.2.2", UNKNOWN))).isInstanceOf(BadCredentialsException.class);
    }

    @Test
    void aKeyIsLimitedWhereverItComesFrom() {
        String key = access.create(new KeyLimits(2, null)).text();
        callers.of(request("192.0.2.1", key));
        callers.of(request("192.0.2.2", key));

        assertThatThrownBy(() -> callers.of(request("192.0.2.3", key)))
                .isInstanceOf(TooManyRequestsException.class)
                .hasMessageContaining("2 times a minute");
    }

    private static MockHttpServletRequest request(String address, String key) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/gallery");
        request.setRemoteAddr(address);
        if (key != null) {
            request.addHeader("X-API-Key", key);
        }
        return request;
    }
}
