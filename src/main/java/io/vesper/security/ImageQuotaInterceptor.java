package io.vesper.security;

import io.vesper.access.ImageQuota;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.servlet.HandlerInterceptor;

/** Counts the pictures of an upload against the key's quota, before anything is done with them. */
final class ImageQuotaInterceptor implements HandlerInterceptor {
    private static final String PART = "image";

    private final ImageQuota quota;

    ImageQuotaInterceptor(ImageQuota quota) {
        this.quota = quota;
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request instanceof MultipartHttpServletRequest upload) {
            quota.take(upload.getFiles(PART).size());
        }
        return true;
    }
}
