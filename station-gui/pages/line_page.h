// SPDX-License-Identifier: Apache-2.0
// The page that an operator works with: the order at the left, the rack in the middle, the acts below. An act
// is meant for the chosen slot, or for all when none is chosen; Escape chooses none. A scanned label always
// chooses its slot, however often it is read; the choice ends with the act and with its card. The keys of the
// acts work on all pages and are the window's.
#pragma once

#include "bus/station_client.h"
#include "models/image_model.h"
#include "models/order_model.h"
#include "models/slot_model.h"
#include "pages/page.h"

#include <vector>

#include <QtCore/QTimer>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace bindery::gui
{

class NewOrderForm;
class OrderChooser;
class OrderPanel;
class SignInPanel;
class SlotDetail;
class SlotGrid;

class LinePage : public Page
{
    Q_OBJECT
public:
    LinePage(StationClient& client, SlotModel& rack, OrderModel& orders, ImageModel& images,
             QWidget* parent = nullptr);

    bool take(const Scan& scan) override;
    void retranslate() override;
    void run(Command command);
    void signIn(const QString& badge);
    uint chosenSlot() const;
    /// No slot is chosen any more: the act that it was chosen for is done, elsewhere.
    void endChoice();
    /// A PIN is asked for at the left.
    bool wantsPin() const;
    /// An order was scanned whose image is not known yet: it is asked for at the left.
    bool asksForImage() const;
    QString orderWithoutImage() const;
    QString proposedImage() const;
    /// Takes that order with the image that is shown.
    void confirmImage();

signals:
    void chosenChanged();
    /// What is asked for at the left is another.
    void askedChanged();
    /// The page must be seen: it asks for something.
    void wanted();

private:
    QWidget* makeLeft();
    QWidget* makeMiddle();
    QWidget* makeActs();
    QPushButton* makeAct(const char* name, const char* role, Command command);
    void refresh();
    void refreshSide();
    void refreshActs();
    void onChosen();
    void onAsked();
    void onRack();
    void provision();
    void cancel();
    void acknowledge();
    void allowData();
    /// Sees to it that the slot is not chosen any more once `request` is done.
    void endChoiceWith(Request* request, uint slot);
    std::vector<uint> acknowledgeable() const;
    /// Among the slots that an act is meant for.
    int countOf(bool (*test)(const SlotFacts&)) const;
    void pairSerial(const QString& serial);
    SlotFacts chosen() const;

    StationClient& m_client;
    SlotModel& m_rack;
    OrderModel& m_orders;
    ImageModel& m_images;
    QString m_person;     ///< who was signed in when this page last looked
    QTimer m_cancelArmed; ///< while it runs, a second Cancel means it
    uint m_armedSlot = 0; ///< that the first Cancel was meant for
    bool m_chosenHadCard = false;
    QStackedWidget* m_side = nullptr;
    SignInPanel* m_signIn = nullptr;
    OrderChooser* m_chooser = nullptr;
    OrderPanel* m_order = nullptr;
    QStackedWidget* m_middle = nullptr;
    SlotGrid* m_grid = nullptr;
    SlotDetail* m_detail = nullptr;
    NewOrderForm* m_newOrder = nullptr;
    QPushButton* m_provision = nullptr;
    QPushButton* m_acknowledge = nullptr;
    QPushButton* m_pause = nullptr;
    QPushButton* m_cancel = nullptr;
    QPushButton* m_allowData = nullptr;
};

} // namespace bindery::gui
