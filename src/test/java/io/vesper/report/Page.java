package io.vesper.report;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** A report's page as a strict XML parser reads it. */
final class Page {
    private final Document document;

    private Page(Document document) {
        this.document = document;
    }

    static Page of(ReportInput input) {
        return parse(ReportPage.of(input));
    }

    static Page parse(String markup) {
        try {
            return new Page(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(markup))));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("The markup is not well-formed: " + markup, e);
        }
    }

    /** The texts of what an XPath finds, attributes included, in order. */
    List<String> texts(String path) {
        try {
            NodeList nodes =
                    (NodeList) XPathFactory.newInstance().newXPath().evaluate(path, document, XPathConstants.NODESET);
            return new ArrayList<>(IntStream.range(0, nodes.getLength())
                    .mapToObj(i -> nodes.item(i).getTextContent())
                    .toList());
        } catch (XPathExpressionException e) {
            throw new IllegalArgumentException(path, e);
        }
    }
}
