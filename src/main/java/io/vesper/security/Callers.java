package io.vesper.security;

import io.vesper.access.ApiKey;
import io.vesper.access.Caller;
import io.vesper.access.CallerAuthentication;
import io.vesper.access.KeyCheck;
import io.vesper.access.TokenBuckets;
import io.vesper.access.TooManyRequestsException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.BadCredentialsException;

/** Tells who sends a request. */
final class Callers {
    static final String HEADER = "X-API-Key";
    /** What stands behind it is looked at only if it has the form of a key: a proxy's token is none of our business. */
    private static final String BEARER_KEY = "Bearer vsp_";

    private static final Logger LOG = LoggerFactory.getLogger(Callers.class);
    private static final int FAILURES_PER_MINUTE = 10;

    private final KeyCheck keys;
    private final LocalCallers local;
    private final TokenBuckets requests = new TokenBuckets(Clock.systemUTC());
    private final TokenBuckets failures = new TokenBuckets(Clock.systemUTC());

    Callers(KeyCheck keys, LocalCallers local) {
        this.keys = keys;
        this.local = local;
    }

    /**
     * The caller; null for one who needs a key and sends none.
     *
     * @throws BadCredentialsException if the key is no good
     * @throws TooManyRequestsException if the key, or the address with too many bad ones, has asked too often
     * @throws org.springframework.security.access.AccessDeniedException if there are no keys and a foreign page asks
     */
    @Nullable
    CallerAuthentication of(HttpServletRequest request) {
        if (!keys.areOn()) {
            local.check(request);
            return new CallerAuthentication(Caller.LOCAL);
        }
        String text = sentKey(request);
        return text == null ? null : new CallerAuthentication(checked(text, request.getRemoteAddr()));
    }

    /** The caller by what the database said last, to be asked only while it does not answer; null for one it had not heard of. */
    @Nullable
    CallerAuthentication recalled(HttpServletRequest request) {
        if (keys.wereOff()) {
            local.check(request);
            return new CallerAuthentication(Caller.LOCAL);
        }
        String text = sentKey(request);
        ApiKey key = text == null ? null : keys.recall(text);
        if (key == null) {
            return null;
        }
        limit(key);
        return new CallerAuthentication(key);
    }

    /** A monitor such as Prometheus can be told to send a bearer token, but not always a header of another name. */
    private static @Nullable String sentKey(HttpServletRequest request) {
        String text = request.getHeader(HEADER);
        String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (text == null && authorization != null && authorization.startsWith(BEARER_KEY)) {
            return authorization.substring("Bearer ".length());
        }
        return text;
    }

    private ApiKey checked(String text, String address) {
        // A good key goes on working where somebody behind the same address guesses.
        Duration wait = failures.untilNext(address, FAILURES_PER_MINUTE);
        if (!wait.isZero() && !keys.isKnown(text)) {
            throw new TooManyRequestsException(
                    "Too many bad keys came from this address. Maybe try again later.", wait);
        }
        ApiKey key = keys.check(text);
        if (key == null) {
            noteFailure(address);
            throw new BadCredentialsException("The key is no good: it is unknown, wrong, expired or revoked.");
        }
        limit(key);
        return key;
    }

    private void noteFailure(String address) {
        failures.take(address, FAILURES_PER_MINUTE);
        if (!failures.untilNext(address, FAILURES_PER_MINUTE).isZero()) {
            LOG.warn(
                    "Bad keys come from the address ({}); those it does not know are not looked at for a while.",
                    address);
        }
    }

    private void limit(ApiKey key) {
        Integer perMinute = key.limits().requestsPerMinute();
        Duration wait = perMinute == null ? Duration.ZERO : requests.take(key.keyId(), perMinute);
        if (!wait.isZero()) {
            throw new TooManyRequestsException(
                    "The key may ask %d times a minute. Maybe ask more slowly.".formatted(perMinute), wait);
        }
    }
}
