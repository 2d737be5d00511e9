package io.vesper.web;

import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** What the tests do on the console's pages of trainings. */
final class TrainingPage {
    private TrainingPage() {}

    /** The job whose page is shown. */
    static String shown(Browser browser) {
        return browser.await("a job's page", page -> {
            String address = page.getCurrentUrl();
            return address != null && address.contains("job=") ? address.replaceAll(".*job=", "") : null;
        });
    }

    static void awaitStatus(Browser browser, String status) {
        browser.await(
                status,
                page -> page.findElement(By.cssSelector("h1 .status")).getText().equals(status) ? true : null);
    }

    static void awaitPoints(Browser browser, String chart, int points) {
        browser.await(points + " points of " + chart, page -> {
            String drawn = page.findElement(By.cssSelector("[data-chart=" + chart + "] vesper-chart"))
                    .getDomAttribute("data-points");
            return drawn != null && Integer.parseInt(drawn) >= points ? true : null;
        });
    }

    static void type(Browser browser, String id, String text) {
        browser.find("[id='" + id + "']").sendKeys(Keys.chord(Keys.CONTROL, "a"), text, Keys.TAB);
    }
}
