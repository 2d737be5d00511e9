package io.vesper.web;

import java.io.IOException;
import java.io.Writer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;

/** Says as a problem document, and not as a page, what Tomcat refuses before anything of Vesper's sees it. */
final class ProblemValve extends ErrorReportValve {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemValve.class);
    private static final String MALFORMED =
            "The request is not such as HTTP allows. Maybe its address has characters that must be encoded, like braces"
                    + " and blanks, or it has too many header fields.";
    private static final String FAULT = "Something went wrong inside; the server's log tells what.";

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        if (response.getStatus() < 400
                || response.getContentWritten() > 0
                || !response.setErrorReported()
                || !mayWrite(response)) {
            return;
        }
        try {
            response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
            response.setCharacterEncoding("utf-8");
            Writer writer = response.getReporter();
            if (writer != null) {
                writer.write(problem(response.getStatus()));
                response.finishResponse();
            }
        } catch (IOException e) {
            LOG.debug("Who sent a refused request is gone ({})", e.getMessage());
        }
    }

    private static boolean mayWrite(Response response) {
        AtomicBoolean mayWrite = new AtomicBoolean();
        response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, mayWrite);
        return mayWrite.get();
    }

    /** Nothing of the request is repeated in it. */
    private static String problem(int code) {
        HttpStatus status = HttpStatus.resolve(code);
        String title = status == null ? "Refused" : status.getReasonPhrase();
        String detail = code >= 500 && code != HttpStatus.HTTP_VERSION_NOT_SUPPORTED.value() ? FAULT : title + ".";
        return "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\"}"
                .formatted(title, code, code == HttpStatus.BAD_REQUEST.value() ? MALFORMED : detail);
    }
}
