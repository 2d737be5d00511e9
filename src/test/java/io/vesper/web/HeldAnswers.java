package io.vesper.web;

/** Holds back the server's answers to a page until a test lets them come, as a slow network does; what is given up comes all the same. */
record HeldAnswers(Browser browser) {
    /** From now on, answers to an address are held, in the order of the questions. */
    static HeldAnswers to(Browser browser, String path) {
        browser.run("""
                const ask = window.fetch;
                window.held = [];
                window.questions = 0;
                window.fetch = async (address, options) => {
                  if (new URL(address, location.href).pathname !== arguments[0]) {
                    return ask(address, options);
                  }
                  window.questions++;
                  const reply = await ask(address, options);
                  const content = reply.status === 204 ? null : await reply.blob();
                  const whole = new Response(content, { status: reply.status, headers: reply.headers });
                  return new Promise((resolve) => window.held.push(() => resolve(whole)));
                };""", path);
        return new HeldAnswers(browser);
    }

    /** Waits until so many answers were held, those that came among them. */
    HeldAnswers await(int count) {
        browser.await(
                count + " answers that are held",
                page -> browser.run("return window.held.length").equals((long) count) ? true : null);
        return this;
    }

    /** How often was asked. */
    long questions() {
        return (long) browser.run("return window.questions");
    }

    /** Lets one come, and the page do with it whatever it does. */
    void release(int index) {
        browser.runLong("""
                const [index, done] = arguments;
                window.held[index]();
                fetch('/console/settings').then((reply) => reply.json()).then(() => requestAnimationFrame(() => setTimeout(done)));""", index);
    }
}
