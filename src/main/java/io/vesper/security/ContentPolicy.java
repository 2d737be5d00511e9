package io.vesper.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.header.HeaderWriter;

/** What a browser may do with an answer: nothing, but for the console and the page that shows the API. An answer with a policy of its own keeps it. */
final class ContentPolicy implements HeaderWriter {
    private static final String HEADER = "Content-Security-Policy";
    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";
    /** Pictures that need a key are fetched by script, and become blobs. */
    private static final String CONSOLE =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; frame-src 'self'; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final String API_PAGE =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        if (!response.containsHeader(HEADER)) {
            response.setHeader(HEADER, policy(request.getServletPath()));
        }
    }

    private static String policy(String path) {
        if (path.equals("/") || path.equals("/index.html")) {
            return CONSOLE;
        }
        return path.startsWith("/swagger-ui/") ? API_PAGE : NOTHING;
    }
}
