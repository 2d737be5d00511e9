package io.vesper.report;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.batik.svggen.SVGGeneratorContext;
import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.JFreeChart;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/** Draws a chart as SVG that may stand in a page: with a title and a description, and in colours that the page names. */
final class SvgDrawing {
    /** Small, so that the text can still be read when a phone shrinks the drawing to its width. */
    static final int WIDTH = 480;

    static final int HEIGHT = 340;

    private static final String NAMESPACE = "http://www.w3.org/2000/svg";
    private static final Pattern RGB = Pattern.compile("rgb\\((\\d+),(\\d+),(\\d+)\\)");
    private static final Pattern LINK = Pattern.compile("url\\(#(\\w+)\\)");
    /** Hints to the painter that say no more than the defaults; fonts are the page's. */
    private static final Set<String> IDLE = Set.of(
            "color-interpolation",
            "color-rendering",
            "image-rendering",
            "shape-rendering",
            "text-rendering",
            "font-family",
            "font-style",
            "xml:space",
            "xmlns",
            "xmlns:xlink");

    private static final Set<String> SIZE = Set.of("width", "height");

    private final String id;

    private SvgDrawing(String id) {
        this.id = id;
    }

    /**
     * Draws.
     *
     * @param id unique in the page
     * @param chart what to draw
     * @param title a few words
     * @param description what is to be seen, for those who cannot see it
     */
    static Tag of(String id, JFreeChart chart, String title, String description) {
        Tag svg = Tag.of("svg")
                .attribute("xmlns", NAMESPACE)
                .attribute("viewBox", "0 0 " + WIDTH + " " + HEIGHT)
                .attribute("role", "img")
                .attribute("aria-labelledby", "%s-title %s-description".formatted(id, id))
                .child(Tag.of("title", title).attribute("id", id + "-title"))
                .child(Tag.of("desc", description).attribute("id", id + "-description"));
        SvgDrawing drawing = new SvgDrawing(id);
        return svg.child(drawing.copy(paint(chart)));
    }

    private static Element paint(JFreeChart chart) {
        SVGGeneratorContext context = SVGGeneratorContext.createDefault(emptyDocument());
        context.setPrecision(1);
        SVGGraphics2D graphics = new SVGGraphics2D(context, false);
        graphics.setSVGCanvasSize(new Dimension(WIDTH, HEIGHT));
        chart.draw(graphics, new Rectangle(WIDTH, HEIGHT));
        return graphics.getRoot();
    }

    private static Document emptyDocument() {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .getDOMImplementation()
                    .createDocument(NAMESPACE, "svg", null);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("The JDK's own XML parser cannot be configured.", e);
        }
    }

    /** The root becomes a group: the page's own root has the title. */
    private Tag copy(Element source) {
        Tag target = Tag.of(isRoot(source) ? "g" : source.getTagName());
        NamedNodeMap attributes = source.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Attr attribute = (Attr) attributes.item(i);
            boolean isSize = isRoot(source) && SIZE.contains(attribute.getName());
            if (!isSize && !IDLE.contains(attribute.getName())) {
                target.attribute(attribute.getName(), value(attribute));
            }
        }
        for (Node child = source.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                target.child(copy(element));
            } else if (child instanceof Text text) {
                target.text(text.getData());
            }
        }
        return target;
    }

    private static boolean isRoot(Element element) {
        return element.getTagName().equals("svg");
    }

    private String value(Attr attribute) {
        if (attribute.getName().equals("id")) {
            return id + "-" + attribute.getValue();
        }
        Matcher rgb = RGB.matcher(attribute.getValue());
        if (rgb.matches()) {
            Color color = new Color(
                    Integer.parseInt(rgb.group(1)), Integer.parseInt(rgb.group(2)), Integer.parseInt(rgb.group(3)));
            return Ink.of(color).map(Ink::reference).orElse(attribute.getValue());
        }
        return LINK.matcher(attribute.getValue()).replaceAll("url(#" + id + "-$1)");
    }
}
