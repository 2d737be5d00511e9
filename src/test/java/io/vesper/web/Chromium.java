package io.vesper.web;

import java.io.File;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * The one Chromium of this process. To start it takes longer than most tests do, so each test has a tab of it: fresh, without anything
 * that another has stored. It ends with the process.
 */
final class Chromium {
    private static @Nullable ChromeDriver running;

    private Chromium() {}

    /** Opens a tab; one at a time. */
    static synchronized ChromeDriver openTab() {
        ChromeDriver driver = running();
        driver.switchTo().newWindow(WindowType.TAB);
        // As if somebody looked at it, though there is no screen.
        driver.executeCdpCommand("Emulation.setFocusEmulationEnabled", Map.of("enabled", true));
        driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
        driver.manage().logs().get(LogType.BROWSER);
        driver.manage().logs().get(LogType.PERFORMANCE);
        return driver;
    }

    /** @param origin whose stored things are forgotten */
    static synchronized void closeTab(ChromeDriver driver, String origin) {
        driver.executeCdpCommand("Storage.clearDataForOrigin", Map.of("origin", origin, "storageTypes", "all"));
        driver.close();
        driver.switchTo().window(driver.getWindowHandles().iterator().next());
    }

    private static ChromeDriver running() {
        if (running == null || !answers(running)) {
            running = start();
        }
        return running;
    }

    /** Whether it was not brought down by the test before. */
    private static boolean answers(ChromeDriver driver) {
        try {
            driver.switchTo().window(driver.getWindowHandles().iterator().next());
            return true;
        } catch (WebDriverException e) {
            driver.quit();
            return false;
        }
    }

    private static ChromeDriver start() {
        Optional<File> chromium = program("chromium", "google-chrome", "chrome");
        Optional<File> driver = program("chromedriver");
        if (chromium.isEmpty() || driver.isEmpty()) {
            String missing = "There is no Chromium with its chromedriver in the PATH.";
            Assumptions.assumeFalse(!"required".equals(System.getProperty("vesper.test.browser")), missing);
            throw new IllegalStateException(missing);
        }
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(driver.get())
                .build();
        ChromeDriver started = new ChromeDriver(service, options(chromium.get()));
        Runtime.getRuntime().addShutdownHook(new Thread(started::quit));
        return started;
    }

    private static Optional<File> program(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .map(folder -> new File(folder, name)))
                .filter(File::canExecute)
                .findFirst();
    }

    private static ChromeOptions options(File chromium) {
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium);
        options.addArguments(
                "--headless=new",
                "--no-sandbox", // the superuser of a container has none
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--force-prefers-reduced-motion",
                "--lang=en");
        options.setCapability("goog:loggingPrefs", logs);
        return options;
    }
}
