package io.vesper.assessment;

/**
 * The report of a job. The arrays are not copied.
 *
 * @param page HTML that needs nothing else
 * @param numbers the same as JSON, without pictures
 */
public record JobReport(byte[] page, byte[] numbers) {}
