package io.vesper.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.WebDriverWait;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A tab of a real Chromium on the console of a server. Tests are skipped where there is none, unless
 * {@code -Dvesper.test.browser=required}.
 */
final class Browser implements AutoCloseable {
    static final Dimension DESKTOP = new Dimension(1400, 900);
    static final Dimension PHONE = new Dimension(390, 844);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final ChromeDriver driver;
    private final URI address;

    private Browser(ChromeDriver driver, URI address) {
        this.driver = driver;
        this.address = address;
    }

    /** Opens the console at {@code hash}, such as {@code #/search}, in a tab of its own. */
    static Browser open(TestServer server, Dimension size, String hash) {
        URI address = URI.create("http://127.0.0.1:" + server.port() + "/");
        Browser browser = new Browser(Chromium.openTab(), address);
        browser.resize(size);
        browser.go(hash);
        return browser;
    }

    /** The window's inside, also narrower than a window can be. */
    void resize(Dimension size) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", size.width, "height", size.height, "deviceScaleFactor", 1, "mobile", false));
    }

    void go(String hash) {
        driver.get(address.resolve("/" + hash).toString());
    }

    ChromeDriver driver() {
        return driver;
    }

    /** The first element that is shown. */
    WebElement find(String css) {
        return await(
                "an element " + css,
                page -> page.findElements(By.cssSelector(css)).stream()
                        .filter(WebElement::isDisplayed)
                        .findFirst()
                        .orElse(null));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** The first shown button, link or tab of that text. */
    WebElement button(String text) {
        return await("a button " + text, page -> (WebElement) run("""
                return [...document.querySelectorAll('button, a, summary, label')]
                  .find((one) => one.checkVisibility() && one.innerText.trim().replace(/\\s+/g, ' ') === arguments[0])""", text));
    }

    void click(String text) {
        AtomicReference<String> hindrance = new AtomicReference<>("");
        await(() -> "a click on %s %s".formatted(text, hindrance.get()), page -> {
            try {
                button(text).click();
                return true;
            } catch (ElementClickInterceptedException e) {
                hindrance.set(e.getMessage());
                return null;
            }
        });
    }

    /** The control that a label names. */
    WebElement labelled(String label) {
        return await("a field " + label, page -> (WebElement) run("""
                const label = [...document.querySelectorAll('label[for]')]
                  .find((one) => one.checkVisibility() && one.innerText.trim() === arguments[0]);
                return label && document.getElementById(label.htmlFor)""", label));
    }

    /** Waits until the page shows that text. */
    void awaitText(String text) {
        await(
                "the text " + text,
                page -> run("return document.body.innerText.includes(arguments[0])", text)
                                .equals(true)
                        ? true
                        : null);
    }

    /** Waits until so many elements are there. */
    void awaitCount(String css, int count) {
        await(count + " of " + css, page -> all(css).size() == count ? true : null);
    }

    /** Waits until what a selector names has the focus. */
    void awaitFocus(String css) {
        await(
                "the focus on " + css,
                page -> run("return document.activeElement.matches(arguments[0])", css)
                                .equals(true)
                        ? true
                        : null);
    }

    <T> T await(String what, ExpectedCondition<T> condition) {
        return await(() -> what, condition);
    }

    private <T> T await(Supplier<String> what, ExpectedCondition<T> condition) {
        return new WebDriverWait(driver, PATIENCE, PAUSE)
                .ignoring(org.openqa.selenium.StaleElementReferenceException.class)
                .withMessage(() -> "Waited for %s on the page:%n%s%n%s"
                        .formatted(
                                what.get(),
                                driver.findElement(By.tagName("body")).getText(),
                                driver.manage().logs().get(LogType.BROWSER).getAll()))
                .until(condition);
    }

    void press(Keys key) {
        new Actions(driver).sendKeys(key).perform();
    }

    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    /** Goes on from what has the focus, as somebody without a mouse does. */
    void tabTo(String css) {
        for (int i = 0; i < 100 && !(boolean) run("return document.activeElement.matches(arguments[0])", css); i++) {
            press(Keys.TAB);
        }
        assertThat((boolean) run("return document.activeElement.matches(arguments[0])", css))
                .as("the focus on " + css)
                .isTrue();
    }

    /** Waits until every picture in the window is there. */
    void awaitPictures() {
        await("pictures", page -> run("""
                                const images = [...document.querySelectorAll('vesper-picture img')];
                                const near = images.filter((one) => one.getBoundingClientRect().top < innerHeight);
                                return near.length > 0 && near.every((one) => one.complete && one.naturalWidth > 0);""").equals(true) ? true : null);
    }

    Object run(String script, Object... arguments) {
        return ((JavascriptExecutor) driver).executeScript(script, arguments);
    }

    /** Runs a script that calls its last argument when it is done. */
    void runLong(String script, Object... arguments) {
        driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(3));
        driver.executeAsyncScript(script, arguments);
    }

    /** Whether the server can be reached. */
    void connect(boolean isConnected) {
        driver.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of("offline", !isConnected, "latency", 0, "downloadThroughput", -1, "uploadThroughput", -1));
    }

    /** Begins a word with an input method, and presses Enter while it is open, as whoever chooses what it offers does. */
    void enterWhileComposing(String text) {
        driver.executeCdpCommand(
                "Input.imeSetComposition",
                Map.of("text", text, "selectionStart", text.length(), "selectionEnd", text.length()));
        press(Keys.ENTER);
    }

    /** Keeps a picture of the whole page under {@code target/console}. */
    void photograph(String name) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "console"));
            Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** No error was written to the console, nothing was refused by the page's policy, and nobody but the server was asked. */
    void assertQuiet() {
        assertThat(driver.manage().logs().get(LogType.BROWSER).getAll())
                .filteredOn(entry -> entry.getLevel().intValue() >= Level.SEVERE.intValue())
                .extracting(LogEntry::getMessage)
                .isEmpty();
        assertThat(driver.manage().logs().get(LogType.PERFORMANCE).getAll())
                .map(entry -> JsonMapper.shared().readTree(entry.getMessage()).get("message"))
                .filteredOn(message -> message.get("method").asString().equals("Network.requestWillBeSent"))
                .extracting(message -> message.at("/params/request/url"))
                .map(JsonNode::asString)
                .allSatisfy(url -> assertThat(url).matches("(%s|blob:|data:|chrome:|about:).*".formatted(address)));
    }

    /** By axe, what the page's elements promise to those who do not see them, and whether colours can be told apart. */
    void assertAccessible() {
        List<Rule> violations = new AxeBuilder()
                .setLegacyMode(true) // else each look opens a window for frames, of which there are none
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa"))
                .analyze(driver)
                .getViolations();
        assertThat(violations)
                .extracting(rule -> "%s (%s): %s"
                        .formatted(
                                rule.getId(),
                                rule.getImpact(),
                                rule.getNodes().get(0).getHtml()))
                .isEmpty();
    }

    /** Nothing is wider than the window. */
    void assertNoSidewaysScrolling() {
        assertThat((Boolean) run("return document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as("the page fits the window's width")
                .isTrue();
    }

    @Override
    public void close() {
        Chromium.closeTab(driver, address.resolve("/").toString());
    }
}
