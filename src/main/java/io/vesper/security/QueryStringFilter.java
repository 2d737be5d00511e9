package io.vesper.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses parameters that are no text, before anybody reads them: the server's own error would quote them in the log, where no
 * person's name may be.
 */
final class QueryStringFilter extends OncePerRequestFilter {
    private final ProblemAnswers problems;

    QueryStringFilter(ProblemAnswers problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isText(request.getQueryString())) {
            chain.doFilter(request, response);
        } else {
            problems.answer(request, response, new RequestRejectedException("The query string is no text."));
        }
    }

    /** Whether it is UTF-8, encoded for an address, without the character U+0000, which PostgreSQL does not keep. */
    static boolean isText(@Nullable String query) {
        byte[] bytes = query == null ? new byte[0] : decoded(query);
        try {
            return bytes != null
                    && StandardCharsets.UTF_8
                                    .newDecoder()
                                    .decode(ByteBuffer.wrap(bytes))
                                    .toString()
                                    .indexOf('\0')
                            < 0;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Null if a per cent sign is not followed by two hexadecimal digits. */
    private static byte @Nullable [] decoded(String query) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(query.length());
        for (int i = 0; i < query.length(); i++) {
            char next = query.charAt(i);
            if (next != '%') {
                bytes.write(next); // Tomcat hands on one character for each byte.
                continue;
            }
            int value = i + 2 < query.length() ? hex(query.charAt(i + 1), query.charAt(i + 2)) : -1;
            if (value < 0) {
                return null;
            }
            bytes.write(value);
            i += 2;
        }
        return bytes.toByteArray();
    }

    private static int hex(char high, char low) {
        int first = Character.digit(high, 16);
        int second = Character.digit(low, 16);
        return first < 0 || second < 0 ? -1 : first << 4 | second;
    }
}
