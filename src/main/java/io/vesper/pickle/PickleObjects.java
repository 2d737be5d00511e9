package io.vesper.pickle;

/** What a pickle asks for beyond plain data. Whatever is not known to be harmless is refused by a {@link PickleException}. */
public interface PickleObjects {
    /**
     * @param name a class or function, as {@code module.name}
     * @return what stands for it in this file
     */
    Object global(String name);

    /**
     * Calls a function or makes an object of a class.
     *
     * @param callable what the file wants to call; {@link #global} may have returned it, or it is any other value
     */
    Object call(Object callable, Tuple arguments);

    /** What the file names as kept elsewhere. */
    Object persistent(Object id);
}
